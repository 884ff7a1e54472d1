"""The whole examination: every rule over the facts, the worst first."""

from balans.doctor.facts import Facts
from balans.doctor.finding import CODES, Findings
from balans.doctor.rules import database, keeping, machine, mail, place, settings, software


def examine(facts: Facts) -> Findings:
    """Return all that is found, errors first, each in the order of the rules."""
    found: Findings = []
    for look in settings.RULES:
        found += look(facts.settings)
    for look_at_mail in mail.RULES:
        found += look_at_mail(facts.mail)
    for look_at_place in place.RULES:
        found += look_at_place(facts.place)
    found += _database(facts)
    found += machine.clock(facts.clock) + machine.time_zones(facts.clock)
    found += machine.site(facts.site) + machine.disk(facts.disk)
    for look_at_machine in (machine.limits, machine.memory, machine.workers, machine.fonts):
        found += look_at_machine(facts.machine)
    found += keeping.keys(facts.keys, now=facts.now) + keeping.blobs(facts.blobs)
    found += keeping.backup(facts.backup, now=facts.now)
    found += keeping.work(facts.work) + keeping.content(facts.content)
    for each in facts.software:
        found += software.support(each, today=facts.today)
    return sorted(found, key=lambda one: -CODES[one.level])


def _database(facts: Facts) -> Findings:
    found = database.answers(facts.database)
    if found:
        return found
    return [each for look in database.RULES for each in look(facts.database)]
