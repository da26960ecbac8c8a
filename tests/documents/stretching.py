"""Samples made hard on purpose: three times as long, with rare names, with nothing optional."""

from contracts.documents.declaration import declaration

#: Names and signs our first fonts do not draw: 䶮 𬭳 㛃 of people, boxes, square metres, 〇.
RARE = "䶮𬭳㛃☑□㎡〇"
TIMES = 3


def with_more_rows(facts):
    return {
        name: value * TIMES if isinstance(value, list) else value for name, value in facts.items()
    }


def stretched(value):
    """Write every text three times over and every list three times as long."""
    if isinstance(value, str):
        return value * TIMES
    if isinstance(value, list):
        return [stretched(one) for one in value] * TIMES
    if isinstance(value, dict):
        return {name: stretched(one) for name, one in value.items()}
    return value


def with_rare_signs(value):
    """Add the rare signs to every text that is not empty."""
    if isinstance(value, str):
        return f"{value}{RARE}" if value else value
    if isinstance(value, list):
        return [with_rare_signs(one) for one in value]
    if isinstance(value, dict):
        return {name: with_rare_signs(one) for name, one in value.items()}
    return value


def sparse(code, facts):
    """Leave blank what the catalogue lets be blank: fields, tables, columns."""
    declared = declaration(code)
    blank = {field.name: "" for field in declared.fields if not field.required}
    lists = {table.name: [] for table in declared.tables if not table.required}
    kept = {
        table.name: [
            {**row, **{column.name: "" for column in table.columns if not column.required}}
            for row in facts[table.name]
        ]
        for table in declared.tables
        if table.required
    }
    return {**facts, **blank, **kept, **lists}
