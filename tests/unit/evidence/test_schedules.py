"""A plan is the same plan whichever program wrote it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest

from gates.evidence.content import Schedule
from gates.evidence.guard import limits
from gates.evidence.guard.refusal import RefusedError
from gates.evidence.readers.reading_room import admit
from gates.evidence.readers.schedules.working_days import WorkingDays
from tests.unit.evidence.documents import content, found
from tests.unit.evidence.plans import GAN_WEEK, WRITTEN, gan, mpx, pmxml, pod, xer

SITE = (
    ("Site", True, False, date(2026, 1, 5), date(2026, 1, 23)),
    ("Design", False, False, date(2026, 1, 5), date(2026, 1, 9)),
    ("Build", False, False, date(2026, 1, 12), date(2026, 1, 23)),
    ("Paint", False, False, date(2026, 1, 14), date(2026, 1, 20)),
    ("Handover", False, True, date(2026, 1, 23), date(2026, 1, 23)),
)
LINKS = {
    ("Design", "Build", "FS", Decimal(0)),
    ("Build", "Paint", "SS", Decimal(960)),
    ("Build", "Handover", "FS", Decimal(0)),
}


def read(data: bytes) -> Schedule:
    schedule = content(data, "plan").schedule
    assert schedule is not None
    return schedule


def check(schedule: Schedule) -> None:
    names = {task.uid: task.name for task in schedule.tasks}
    assert (
        tuple(
            (
                task.name,
                task.summary,
                task.milestone,
                task.start and task.start.date(),
                task.finish and task.finish.date(),
            )
            for task in schedule.tasks
        )
        == SITE
    )
    assert {
        (names[link.predecessor], names[link.successor], link.kind, link.lag_minutes)
        for link in schedule.links
    } == LINKS
    assert [task.level for task in schedule.tasks] == [1, 2, 2, 2, 2]
    leaves = [task for task in schedule.tasks if not task.summary]
    assert [task.duration_minutes for task in leaves] == [2400, 4800, 2400, 0]
    assert [task.percent_complete for task in leaves] == [100, 0, 0, 0]
    assert schedule.resources == ("Ana",)
    ((task, resource, units),) = [
        (names[one.task], one.resource, one.units) for one in schedule.assignments
    ]
    assert (task, resource, units) == ("Build", "Ana", Decimal("0.5"))
    assert schedule.minutes_per_day == 480


@pytest.mark.parametrize("kind", WRITTEN)
def test_the_same_plan_comes_out_of_each_format(kind: str) -> None:
    admitted = admit(WRITTEN[kind](), "plan")

    assert admitted.kind == kind
    reading = admitted.read()
    assert reading.content.schedule is not None
    check(reading.content.schedule)
    assert reading.whole


@pytest.mark.parametrize("kind", ["xer", "pmxml"])
def test_primavera_states_money_float_and_the_planned_dates(kind: str) -> None:
    schedule = read(WRITTEN[kind]())
    by_name = {task.name: task for task in schedule.tasks}
    build = by_name["Build"]

    assert schedule.currency == "EUR"
    assert schedule.status_date == datetime(2026, 1, 10, 8)  # noqa: DTZ001 - plans have no zone
    assert (build.cost, build.actual_cost) == (Decimal("900.50"), Decimal(100))
    assert by_name["Site"].cost == build.cost
    assert [by_name[name].critical for name in ("Design", "Build", "Paint")] == [False, True, False]
    assert build.baseline_finish == build.finish
    assert build.id
    assert by_name["Site"].wbs == "WORKS"


def test_a_row_of_primavera_states_its_constraint_and_slack() -> None:
    by_name = {task.name: task for task in read(xer()).tasks}

    assert [by_name[name].constraint for name in ("Build", "Paint")] == ["SNET", "ASAP"]
    assert by_name["Paint"].total_slack_minutes == 24 * 60
    assert by_name["Design"].baseline_finish != by_name["Design"].finish


def test_of_several_exported_projects_the_first_is_read_and_the_others_are_named() -> None:
    other = "%R\t99\t8\t80\tTT_Task\tTK_NotStart\tCP_Drtn\tB10\tElsewhere\t0\t8\t8"

    reading = found(xer(tasks=other), "plan.xer")

    assert reading.content.schedule is not None
    check(reading.content.schedule)
    assert not reading.whole
    assert "1 more project" in reading.reason["en"]


def test_a_link_to_another_project_is_none_of_this_schedule() -> None:
    outside = (
        "%T\tTASKPRED\r\n%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type"
        "\r\n%R\t9\t3\t99\t7\t8\tPR_FS"
    )

    check(read(xer(more=outside)))


def test_dates_that_primavera_does_not_write_are_said_to_be_unread() -> None:
    odd = "%R\t6\t7\t70\tTT_Task\tTK_NotStart\tCP_Drtn\tA50\tOdd\t0\t8\t8\t\t\t31-JAN-26\t"

    reading = found(xer(tasks=odd), "plan.xer")

    assert not reading.whole
    assert "31-JAN-26" in reading.reason["en"]
    assert reading.content.schedule is not None
    (task,) = [one for one in reading.content.schedule.tasks if one.name == "Odd"]
    assert (task.start, task.finish) == (None, None)


def test_headings_that_stand_below_each_other_end() -> None:
    circle = (
        "%T\tPROJWBS\r\n%F\twbs_id\tproj_id\tseq_num\twbs_short_name\twbs_name\tparent_wbs_id\r\n"
        "%R\t81\t7\t2\tA\tRound\t82\r\n%R\t82\t7\t3\tB\tAbout\t81"
    )

    schedule = read(xer(more=circle))

    assert schedule.task_rows == len(schedule.tasks) == 7
    assert {task.name for task in schedule.tasks} >= {"Round", "About"}


def test_codes_run_down_the_headings_without_the_project() -> None:
    below = (
        "%T\tPROJWBS\r\n%F\twbs_id\tproj_id\tseq_num\twbs_short_name\twbs_name\tparent_wbs_id\r\n"
        "%R\t72\t7\t2\t2\tRoof\t70\r\n%R\t71\t7\t1\t1\tWalls\t70\r\n%R\t73\t7\t1\t4\tBricks\t71"
    )

    found_ = {task.name: (task.wbs, task.level) for task in read(xer(more=below)).tasks}

    assert found_["Walls"] == ("1", 2)
    assert found_["Bricks"] == ("1.4", 3)
    assert found_["Roof"] == ("2", 2)


def test_the_older_outermost_element_of_primavera_is_known() -> None:
    data = pmxml().replace(b"APIBusinessObjects", b"BusinessObjects")

    assert admit(data, "plan.xml").kind == "pmxml"
    check(read(data))


def test_a_baseline_beside_the_project_counts_for_it() -> None:
    baseline = (
        "<BaselineProject><ObjectId>17</ObjectId><OriginalProjectObjectId>7"
        "</OriginalProjectObjectId><Activity><Id>A30</Id><StartDate>2025-12-01T08:00:00</StartDate>"
        "<FinishDate>2025-12-12T17:00:00</FinishDate><PlannedLaborCost>700</PlannedLaborCost>"
        "</Activity></BaselineProject>"
    )

    by_name = {task.name: task for task in read(pmxml(beside=baseline)).tasks}

    assert by_name["Build"].baseline_finish == datetime(2025, 12, 12, 17)  # noqa: DTZ001 - plans have no zone
    assert by_name["Build"].baseline_cost == Decimal(700)
    assert by_name["Paint"].baseline_finish is None


@pytest.mark.parametrize(
    ("week", "dates", "last"),
    [
        (GAN_WEEK, '<date year="2026" month="1" date="19" type="HOLIDAY"/>', 26),
        (GAN_WEEK, '<date year="" month="1" date="19" type="HOLIDAY"/>', 26),
        (GAN_WEEK, '<date year="2026" month="1" date="17" type="WORKING_DAY"/>', 22),
        (f'{GAN_WEEK}<only-show-weekends value="true"/>', "", 21),
        ('<default-week id="1" sun="1" mon="1" tue="0" wed="0" thu="0" fri="0" sat="1"/>', "", 28),
    ],
)
def test_the_last_day_is_counted_by_the_calendar_of_the_file(
    week: str, dates: str, last: int
) -> None:
    by_name = {task.name: task for task in read(gan(week=week, dates=dates)).tasks}
    finish = by_name["Build"].finish

    assert finish is not None
    assert finish.day == last


def test_a_plan_of_gantt_project_keeps_its_last_baseline_and_typed_costs() -> None:
    schedule = read(
        gan(
            more='<task id="9" name="Roof" start="2026-02-02" duration="1" complete="0" '
            'cost-manual-value="1200.5" cost-calculated="false"/>',
            after='<previous><previous-tasks name="old"/><previous-tasks name="new"><previous-task '
            'id="3" start="2026-01-07" duration="2" meeting="false" super="-1"/></previous-tasks>'
            "</previous>",
        )
    )
    by_name = {task.name: task for task in schedule.tasks}

    assert by_name["Roof"].cost == Decimal("1200.5")
    assert by_name["Roof"].wbs == "2"
    assert by_name["Build"].baseline_finish == datetime(2026, 1, 8, 17)  # noqa: DTZ001 - plans have no zone
    assert by_name["Paint"].baseline_start is None
    assert by_name["Paint"].critical is None


def test_a_span_beyond_all_calendars_has_no_last_day() -> None:
    days = WorkingDays({5, 6})

    assert days.last(date(2026, 1, 9), 2) == date(2026, 1, 12)
    assert days.last(date(2026, 1, 10), 1) == date(2026, 1, 12)
    assert days.last(date(2025, 12, 31), 1) == date(2025, 12, 31)
    assert days.last(date(2026, 1, 9), 10**9) is None
    assert days.last(date(9999, 1, 1), 2) is None
    assert WorkingDays(range(7)).last(date(2026, 1, 9), 2) == date(2026, 1, 10)


FRENCH = {
    "sign": ";",
    "settings": ("10;€;3;2; ;,", "11;2;0;1;8,00;40,00", "12;1;1;480;/;:"),
    "words": ("Oui", "Non", "FD", "DD"),
    "day": "j",
    "written": lambda day, hour: f"Ven {day:02}/01/26 {hour:02}:00",
}
GERMAN = {
    "sign": ";",
    "settings": ("10;€;3;2;.;,", "11;2;0;1;8,00;40,00", "12;1;1;480;.;:"),
    "words": ("Ja", "Nein", "EA", "AA"),
    "day": "t",
    "written": lambda day, hour: f"{day:02}.01.2026 {hour:02}:00",
    "page": "850",
}
SWEDISH = {
    "sign": ";",
    "settings": ("10;kr;3;2; ;,", "11;2;0;1;8,00;40,00", "12;2;1;480;-;:"),
    "words": ("Ja", "Nej", "AB", "BB"),
    "day": "d",
    "written": lambda day, hour: f"26-01-{day:02} {hour:02}:00",
}
SPANISH = {
    "settings": ('10,€,1,2," ",.', "11,2,0,1,8.00,40.00", "12,1,1,480,/,:"),
    "words": ("Sí", "No", "FC", "CC"),
    "written": lambda day, hour: f"{day} ene 2026",  # noqa: ARG005 - this form has no hour
}
LONG_DATES = {"written": lambda day, hour: f'"January {day}, 2026 {hour}:00"'}


@pytest.mark.parametrize("tongue", [FRENCH, GERMAN, SWEDISH, SPANISH, LONG_DATES])
def test_an_exchange_file_is_read_as_its_own_settings_say(tongue: dict[str, object]) -> None:
    write: Callable[..., bytes] = mpx

    check(read(write(**tongue)))


@pytest.mark.parametrize(("tongue", "more"), [({}, ",2FF-1d"), (FRENCH, ";2FF-1j")])
def test_several_predecessors_are_cut_by_the_sign_of_the_file(
    tongue: dict[str, object], more: str
) -> None:
    write: Callable[..., bytes] = mpx
    data = write(**tongue, more=more)
    cell = f"3{'FD' if tongue else 'FS'}{more}"

    schedule = read(data.replace(cell.encode(), f'"{cell}"'.encode()))

    assert [(one.predecessor, one.kind, one.lag_minutes) for one in schedule.links[-2:]] == [
        ("13", "FS", Decimal(0)),
        ("12", "FF", Decimal(-480)),
    ]


def test_an_exchange_file_without_settings_is_read_by_its_list_sign() -> None:
    plain = {**FRENCH, "settings": (), "written": lambda day, hour: f"{day:02}/01/2026"}  # noqa: ARG005 - no hour
    write: Callable[..., bytes] = mpx

    check(read(write(**plain)))


def test_rows_that_name_no_project_belong_to_the_only_one() -> None:
    plain = (
        b"ERMHDR\t18.8\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\n%R\t1\tWORKS\n%T\tTASK\n%F\ttask_id"
        b"\ttask_name\ttarget_start_date\n%R\t1\tDig\t2026-01-05\n%R\t2\tFill\t2026-01-06\n"
        b"%T\tTASKPRED\n%F\ttask_id\tpred_task_id\tpred_type\n%R\t2\t1\tPR_SS\n"
    )

    reading = found(plain, "plan.xer")

    assert reading.whole
    schedule = reading.content.schedule
    assert schedule is not None
    assert [task.name for task in schedule.tasks] == ["Dig", "Fill"]
    assert [(link.predecessor, link.successor, link.kind) for link in schedule.links] == [
        ("1", "2", "SS")
    ]


@pytest.mark.parametrize("tongue", [{}, FRENCH, GERMAN])
def test_money_of_an_exchange_file_is_read_without_its_sign(tongue: dict[str, object]) -> None:
    write: Callable[..., bytes] = mpx

    schedule = read(write(**tongue))

    (build,) = [task for task in schedule.tasks if task.name == "Build"]
    assert build.cost == Decimal("1900.50")
    assert schedule.currency == "€" or tongue is GERMAN
    assert build.critical


def test_a_plan_without_its_xml_part_is_refused_with_the_way_out() -> None:
    with pytest.raises(RefusedError) as refused:
        admit(pod().split(b"@@@@", 1)[0], "plan.pod")

    assert "Save As" in refused.value.words["en"]
    assert refused.value.kind == "pod"


@pytest.mark.parametrize(
    "data",
    [
        b'<project name="a" basedir="."><target name="b"/></project>',
        b'<project xmlns="http://maven.apache.org/POM/4.0.0"><version>1</version></project>',
    ],
)
def test_a_build_file_is_no_plan(data: bytes) -> None:
    with pytest.raises(RefusedError) as refused:
        admit(data, "build.xml")

    assert refused.value.kind == "xml"


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_cut_plan_is_refused_or_read_as_far_as_it_goes(kind: str) -> None:
    data = WRITTEN[kind]()

    for share in (0.1, 0.5, 0.9):
        try:
            found(data[: int(len(data) * share)], f"plan.{kind}")
        except RefusedError as refused:
            assert refused.words["fr"]  # noqa: PT017 - either way is right


@pytest.mark.parametrize("kind", ["pmxml", "gan", "planner", "pod"])
def test_a_document_type_in_a_plan_is_refused(kind: str) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
    front, mark, rest = WRITTEN[kind]().partition(b"?>")

    with pytest.raises(RefusedError) as refused:
        admit(front + mark + bomb + rest, f"plan.{kind}")

    assert "document type" in refused.value.words["en"]


def test_a_plan_nested_without_end_is_refused() -> None:
    deep = '<task id="9" name="a" start="2026-01-05" duration="1">' * limits.DEPTH
    data = gan(more=deep + "</task>" * limits.DEPTH)

    with pytest.raises(RefusedError) as refused:
        admit(data, "plan.gan")

    assert "levels deep" in refused.value.words["en"]
