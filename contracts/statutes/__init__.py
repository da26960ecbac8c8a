"""Law as data and its arithmetic: rules by place, instrument and day; periods, shares, workdays.

Here: the regional packs, their sources, the calendar of days off, and pure functions on plain
values. Not here: facts of a case, the database, the clock (today), anything an administrator may
change after installation (see ``seeds/``).
"""
