"""A child that only burns the processor, with few seconds allowed for each request."""

import time

from contracts.documents import child

child.MOST_SECONDS_OF_CPU = 2  # the kernel counts in ticks: one second would be a gamble


def burn(request):
    """Use so many seconds of processor time, then answer."""
    until = time.process_time() + request["facts"]["seconds"]
    while time.process_time() < until:
        pass
    return child.answer({**request, "formats": []})


if __name__ == "__main__":
    child.serve(burn, warm=lambda: None)
