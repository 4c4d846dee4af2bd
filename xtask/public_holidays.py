"""Prints the public holidays of all countries and subdivisions that the package `holidays` knows, as a text for
`scheduling-core`. Its format is described in `crates/scheduling-core/src/holidays/catalogue.rs`. It reads no clock and no
file: the same version of the package prints the same bytes."""

import re
import sys
import warnings

import holidays

FIRST, LAST = 2024, 2037
YEARS = range(FIRST, LAST + 1)
CODE = re.compile("[A-Z0-9]{1,3}")
# The package has names of classes only.
NAMES = {
    "DRCongo": "DR Congo",
    "GuineaBissau": "Guinea-Bissau",
    "HeardIslandAndMcDonaldIslands": "Heard Island and McDonald Islands",
    "TimorLeste": "Timor-Leste",
}


def country_name(name):
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return NAMES.get(name) or re.sub(r" (And|Of|The|Da)\b", lambda word: word[0].lower(), words)


def entry(name):
    """The name without the mark of a date that was calculated ahead of its announcement, and whether it had one."""
    plain = re.sub(r" \(estimated\)$", "", name.replace(" (observed, estimated)", " (observed) (estimated)"))
    return plain, plain != name


def dates(calendar):
    """The dates of each holiday; an estimated one is marked with a question mark."""
    found = {}
    for date, names in calendar.items():
        for name in names:
            plain, estimated = entry(name)
            if "estimated" in plain or not plain.isprintable():
                sys.exit(f"a name that is not understood: {name!r}")
            known = found.setdefault(plain, {})
            known[date] = known.get(date, True) and estimated
    return found


def written(known):
    """One date stands for itself; the same date in each of the years for all of them."""
    if len(known) == len(YEARS) and not any(known.values()):
        days = {f"{date:%m-%d}" for date in known}
        if len(days) == 1:
            return days.pop()
    return " ".join(f"{date:%Y-%m-%d}{'?' if estimated else ''}" for date, estimated in sorted(known.items()))


def of_place(country, code):
    """The holidays of a place, and the last year of which all of them are known: the package warns where those of one
    religion end earlier than the others."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        calendar = holidays.country_holidays(country, subdiv=code, years=YEARS, language="en_US")
    last = LAST
    for warning in warned:
        known = re.search(r"available only from \d+ to (\d+)", str(warning.message))
        if not known:
            sys.exit(f"a warning that is not understood: {warning.message}")
        last = min(last, int(known[1]))
    return {date: calendar.get_list(date) for date in sorted(calendar) if date.year in YEARS}, last


def sets():
    """All sets, as code, name, last year and holidays."""
    for country, subdivisions in sorted(holidays.list_supported_countries(include_aliases=False).items()):
        kind = getattr(holidays, country)
        if kind.start_year > FIRST:
            sys.exit(f"{country} is known from {kind.start_year} on only")
        last = min(LAST, kind.end_year)
        # The package also has cities and regions that ISO 3166-2 has no code for, and codes of former times.
        aliases = reversed(getattr(kind, "subdivisions_aliases", {}).items())
        names = {code: name for name, code in aliases if not CODE.fullmatch(name)}
        coded = sorted(code for code in subdivisions if CODE.fullmatch(code))
        for code in [None, *coded]:
            calendar, known = of_place(country, code)
            name = country_name(registered[country]) if code is None else names.get(code, code)
            yield country if code is None else f"{country}-{code}", name, min(last, known), dates(calendar)


registered = {value[1]: value[0] for value in holidays.registry.COUNTRIES.values()}
found = [
    (code, name, last, sorted((holiday, written(known)) for holiday, known in calendar.items()))
    for code, name, last, calendar in sets()
]
entries = sorted({entry for *_, calendar in found for entry in calendar})
numbers = {entry: number for number, entry in enumerate(entries)}

print(f"# Public holidays from the Python package holidays {holidays.__version__} (MIT, see LICENSE beside this file).")
print("# Written by `cargo xtask holidays`; src/holidays/catalogue.rs says what the lines mean.")
print(f"years\t{FIRST}\t{LAST}")
for entry_name, entry_dates in entries:
    print(f"holiday\t{entry_name}\t{entry_dates}")
for code, name, last, calendar in found:
    print(f"set\t{code}\t{name}\t{last}\t{' '.join(str(numbers[entry]) for entry in calendar) or '-'}")
