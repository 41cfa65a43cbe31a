"""Check 6: is the logic of the schedule complete and plain?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.schedule.no_schedule import EXPORT, no_schedule
from gates.checks.structures.network import Network, networks
from gates.checks.wording import named, put, share
from gates.evidence.content import Task

LOGIC = both(
    "each task linked before and after, by plain finish-to-start links",
    "chaque tâche reliée avant et après, par de simples liens fin-début",
)


@check("SCHEDULE-6")
def logic_is_complete(subject: Subject) -> Iterator[Verdict]:
    """Judge open ends, leads, lags, kinds of links, links on summaries, cycles, lost links.

    ``open_ends`` and ``lags`` are the largest allowed shares (0.05), ``finish_to_start`` the
    smallest (0.90).
    """
    found = list(networks(subject))
    if not found:
        yield no_schedule(subject, LOGIC)
    for network in found:
        document = network.reading.path
        if not network.work:
            yield no_schedule(subject, LOGIC, document)
            continue
        if not network.is_linked:
            yield cannot_tell(_NO_LINKS, expected=LOGIC, fix=EXPORT, document=document)
            continue
        faults = [
            *_open_ends(subject, network),
            *_links(subject, network),
            *_broken(network),
            *_cycle(network),
        ]
        yield from faults
        if not faults:
            yield passed(
                put(
                    "{tasks} tasks, {links} links",
                    "{tasks} tâches, {links} liens",
                    tasks=len(network.work),
                    links=len(network.links),
                ),
                expected=LOGIC,
                document=network.reading.path,
            )


def _open_ends(subject: Subject, network: Network) -> Iterator[Verdict]:
    before = {link.successor for link in network.links}
    after = {link.predecessor for link in network.links}
    tasks = [task for task in network.ahead if not task.effort]
    lacking = [
        task
        for task in tasks
        if (task.uid not in before or task.uid not in after)
        and not _may_be_open(task, before, after)
    ]
    if not any(task.milestone for task in tasks if task.uid not in before):
        lacking = _without_one(
            lacking, [t for t in lacking if t.uid not in before and t.uid in after]
        )
    if not any(task.milestone for task in tasks if task.uid not in after):
        ends = [t for t in lacking if t.uid not in after and t.uid in before]
        lacking = _without_one(lacking, ends[::-1])
    limit = subject.number("open_ends", "0.05")
    if tasks and Decimal(len(lacking)) / len(tasks) > limit:
        yield _fault(
            network,
            put(
                "{count} of {all} tasks ({part}) lack a predecessor or a successor: {names}",
                "{count} tâches sur {all} ({part}) sans prédécesseur ou sans successeur : {names}",
                count=len(lacking),
                all=len(tasks),
                part=share(Decimal(len(lacking)) / len(tasks)),
                names=named([task.name for task in lacking]),
            ),
            both("Link each of them to what comes before and after",
                 "Reliez chacune à ce qui précède et à ce qui suit"),
            lacking[0].uid,
        )  # fmt: skip


def _may_be_open(task: Task, before: set[str], after: set[str]) -> bool:
    """A milestone may start the network or end it; one that hangs on nothing may not."""
    return task.milestone and (task.uid in before or task.uid in after)


def _without_one(lacking: list[Task], candidates: Sequence[Task]) -> list[Task]:
    """Leave out the one task that may start or end a network without such a milestone."""
    return [task for task in lacking if not candidates or task is not candidates[0]]


def _links(subject: Subject, network: Network) -> Iterator[Verdict]:
    # Work that only accompanies other work is linked to their starts and ends by its nature.
    ahead = {task.uid for task in network.ahead if not task.effort}
    effort = {task.uid for task in network.work if task.effort}
    links = [
        link for link in network.links if link.successor in ahead and link.predecessor not in effort
    ]
    if not links:
        return
    leads = [link for link in links if link.lag_minutes < 0]
    if leads:
        yield _fault(
            network,
            put(
                "{count} links start before their predecessor ends (leads): {names}",
                "{count} liens commencent avant la fin du prédécesseur (avances) : {names}",
                count=len(leads),
                names=named(_successors(network, [link.successor for link in leads])),
            ),
            both("Split the predecessor instead", "Découpez plutôt le prédécesseur"),
            leads[0].successor,
        )
    lags = [link for link in links if link.lag_minutes > 0]
    if Decimal(len(lags)) / len(links) > subject.number("lags", "0.05"):
        yield _fault(
            network,
            put(
                "{part} of the links carry a delay: {names}",
                "{part} des liens portent un délai : {names}",
                part=share(Decimal(len(lags)) / len(links)),
                names=named(_successors(network, [link.successor for link in lags])),
            ),
            both("Show each wait as a task of its own", "Montrez chaque attente comme une tâche"),
            lags[0].successor,
        )
    plain = [link for link in links if link.kind == "FS"]
    if Decimal(len(plain)) / len(links) < subject.number("finish_to_start", "0.90"):
        other = next(link for link in links if link.kind != "FS")
        yield _fault(
            network,
            put(
                "only {part} of the links are finish-to-start",
                "seulement {part} des liens sont fin-début",
                part=share(Decimal(len(plain)) / len(links)),
            ),
            both("Use finish-to-start links, and split tasks where work overlaps",
                 "Utilisez des liens fin-début, et découpez les tâches qui se chevauchent"),
            other.successor,
        )  # fmt: skip


def _broken(network: Network) -> Iterator[Verdict]:
    ends = [(link, uid) for link in network.links for uid in (link.predecessor, link.successor)]
    lost = [(link, uid) for link, uid in ends if uid not in network.tasks]
    if lost:
        link, _ = lost[0]
        known = link.successor if link.successor in network.tasks else link.predecessor
        yield _fault(
            network,
            put(
                "{count} links lead to tasks that are not there: {names}",
                "{count} liens mènent à des tâches absentes : {names}",
                count=len(lost),
                names=named(list(dict.fromkeys(uid for _, uid in lost))),
            ),
            both("Correct or remove these links", "Corrigez ou retirez ces liens"),
            known,
        )
    summaries = [uid for _, uid in ends if uid in network.tasks and network.tasks[uid].summary]
    if summaries:
        yield _fault(
            network,
            put(
                "links on summary tasks: {names}",
                "liens sur des tâches récapitulatives : {names}",
                names=named(_successors(network, summaries)),
            ),
            both("Link the tasks inside them", "Reliez les tâches qu'elles contiennent"),
            summaries[0],
        )


def _cycle(network: Network) -> Iterator[Verdict]:
    """Take away what nothing leads to, and what leads to nothing; the rest runs in a circle."""
    pairs = [
        (link.predecessor, link.successor)
        for link in network.links
        if link.predecessor in network.tasks and link.successor in network.tasks
    ]
    caught = _left(_left(set(network.tasks), pairs), [(after, before) for before, after in pairs])
    if caught:
        among = [uid for uid in network.tasks if uid in caught]
        yield _fault(
            network,
            put(
                "tasks wait for each other in a circle: {names}",
                "des tâches s'attendent en boucle : {names}",
                names=named(_successors(network, among)),
            ),
            both("Remove the link that closes the circle", "Retirez le lien qui ferme la boucle"),
            among[0],
        )


def _left(uids: set[str], pairs: Sequence[tuple[str, str]]) -> set[str]:
    """Return what is left when, again and again, all that nothing leads to is taken away."""
    after: dict[str, list[str]] = {}
    waiting: Counter[str] = Counter()
    for one, other in pairs:
        if one in uids and other in uids:
            after.setdefault(one, []).append(other)
            waiting[other] += 1
    free = [uid for uid in uids if not waiting[uid]]
    while free:
        for successor in after.get(free.pop(), ()):
            waiting[successor] -= 1
            if not waiting[successor]:
                free.append(successor)
    return {uid for uid in uids if waiting[uid] > 0}


def _successors(network: Network, uids: Sequence[str]) -> list[str]:
    return [network.tasks[uid].name if uid in network.tasks else uid for uid in dict.fromkeys(uids)]


def _fault(network: Network, found: Text, fix: Text, uid: str) -> Verdict:
    return failed(
        found,
        expected=LOGIC,
        fix=fix,
        document=network.reading.path,
        location=network.place(uid),
    )


_NO_LINKS = both("the tasks have no links", "les tâches n'ont pas de liens")
