"""Calendars, days off, rates and elapsed time, as each planning program writes them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from gates.evidence.content import Calendar, Hours, Schedule
from tests.unit.evidence.documents import content
from tests.unit.evidence.plans import MSPDI, gan, pmxml, xer

OFFICE = ((480, 720), (780, 1020))
DAYS = tuple(range(2, 7))


def read(data: bytes, name: str) -> Schedule:
    schedule = content(data, name).schedule
    assert schedule is not None
    return schedule


def week_days(days: tuple[int, ...], *, start: str = "08:00:00", end: str = "12:00:00") -> str:
    hours = f"<WorkingTimes><WorkingTime><FromTime>{start}</FromTime><ToTime>{end}</ToTime></WorkingTime></WorkingTimes>"  # noqa: E501
    return "".join(
        f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(day in days)}</DayWorking>"
        f"{hours if day in days else ''}</WeekDay>"
        for day in range(1, 8)
    )


def mspdi(calendars: str = "", resource: str = "", task: str = "", link: str = "") -> Schedule:
    text = MSPDI.replace("<Tasks>", f"<CalendarUID>1</CalendarUID><StartDate>2026-01-05T08:00:00"
                         f"</StartDate><Calendars>{calendars}</Calendars><Tasks>", 1)  # fmt: skip
    text = text.replace("<Name>Ana</Name>", f"<Name>Ana</Name>{resource}", 1)
    text = text.replace("<Name>Build</Name>", f"<Name>Build</Name>{task}", 1)
    text = text.replace("<LinkLag>9600</LinkLag>", f"<LinkLag>9600</LinkLag>{link}", 1)
    return read(f'<?xml version="1.0"?>{text}'.encode(), "plan.xml")


def calendar(key: int, inside: str, base: int = -1) -> str:
    return (
        f"<Calendar><UID>{key}</UID><Name>C{key}</Name><BaseCalendarUID>{base}</BaseCalendarUID>"
        f"{inside}</Calendar>"
    )


def test_the_week_of_a_project_file_begins_on_monday() -> None:
    found = mspdi(calendar(1, f"<WeekDays>{week_days(DAYS)}</WeekDays>"))

    assert found.calendar == "1"
    assert found.start == datetime.fromisoformat("2026-01-05T08:00")
    assert found.calendars == (
        Calendar(key="1", name="C1", week=((((480, 720),),) * 5 + ((), ()))),
    )


def test_a_day_that_ends_at_midnight_is_worked_until_then() -> None:
    found = mspdi(calendar(1, f"<WeekDays>{week_days((2,), end='00:00:00')}</WeekDays>"))

    assert found.calendars[0].week[0] == ((480, 1440),)


def test_a_calendar_names_the_one_that_it_derives_from() -> None:
    usual = calendar(1, f"<WeekDays>{week_days(DAYS)}</WeekDays>")
    monday = (
        "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays>"
    )
    found = mspdi(usual + calendar(2, "", base=1) + calendar(3, monday, base=1))

    assert [each.base for each in found.calendars] == ["", "1", "1"]
    assert found.calendars[1].week == ()
    assert found.calendars[2].week[:2] == ((), ((480, 720),))


def test_days_off_are_read_once_from_either_place() -> None:
    period = (
        "<TimePeriod><FromDate>2026-05-01T00:00:00</FromDate><ToDate>2026-05-02T23:59:00</ToDate>"
        "</TimePeriod><DayWorking>0</DayWorking>"
    )
    older = f"<WeekDays><WeekDay><DayType>0</DayType>{period}</WeekDay></WeekDays>"
    newer = f"<Exceptions><Exception>{period}<Type>1</Type></Exception></Exceptions>"
    off = (Hours(first=date(2026, 5, 1), last=date(2026, 5, 2)),)

    for inside in (older, newer, older + newer):
        assert mspdi(calendar(1, inside)).calendars[0].exceptions == off


def test_a_day_off_of_each_year_is_one_of_each_year() -> None:
    yearly = (
        "<Exceptions><Exception><TimePeriod><FromDate>2026-01-01T00:00:00</FromDate>"
        "<ToDate>2028-12-31T23:59:00</ToDate></TimePeriod><Type>2</Type><Month>6</Month>"
        "<MonthDay>14</MonthDay><DayWorking>0</DayWorking></Exception></Exceptions>"
    )
    found = mspdi(calendar(1, yearly)).calendars[0].exceptions

    assert [each.first for each in found] == [date(year, 7, 14) for year in (2026, 2027, 2028)]


def test_resources_of_a_project_file_have_units_rates_and_kinds() -> None:
    more = "<Type>1</Type><MaxUnits>2</MaxUnits><StandardRate>45.5</StandardRate><CalendarUID>3</CalendarUID>"  # noqa: E501
    (ana,) = mspdi(resource=more).staff

    assert (ana.kind, ana.most_units, ana.hourly_rate) == ("work", Decimal(2), Decimal("45.5"))
    assert ana.calendar == "3"
    (sand,) = mspdi(resource="<Type>0</Type>").staff
    assert sand.kind == "material"


def test_elapsed_time_calendars_and_typed_dates_of_tasks() -> None:
    more = (
        "<Manual>1</Manual><DurationFormat>8</DurationFormat><CalendarUID>4</CalendarUID>"
        "<PhysicalPercentComplete>30</PhysicalPercentComplete>"
        "<EarnedValueMethod>1</EarnedValueMethod>"
    )
    found = mspdi(task=more, link="<LagFormat>8</LagFormat>")
    build = next(task for task in found.tasks if task.name == "Build")

    assert (build.manual, build.elapsed, build.calendar) == (True, True, "4")
    assert build.physical == Decimal(30)
    assert [link.elapsed for link in found.links] == [False, True, False]


BRACKETS = (
    "(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|12:00)())"
    "(0||1(s|13:00|f|17:00)())))(0||3()((0||0(f|12:00|s|07:00)())))(0||4()())(0||5()())"
    "(0||6()())(0||7()())))(0||VIEW(ShowTotal|Y)())(0||Exceptions()((0||0(d|46023)())"
    "(0||1(d|46024)((0||0(s|09:00|f|10:00)())))))))"
)


def test_the_brackets_of_primavera_are_a_calendar() -> None:
    rows = f"%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tclndr_data\n%R\t9\tSite\t{BRACKETS}"
    found = read(xer(more=rows), "plan.xer")

    (site,) = found.calendars
    assert found.calendar == site.key == "9"
    assert site.week == (OFFICE, ((420, 720),), (), (), (), (), ())
    assert site.exceptions == (
        Hours(first=date(2026, 1, 1), last=date(2026, 1, 1)),
        Hours(first=date(2026, 1, 2), last=date(2026, 1, 2), hours=((540, 600),)),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("(0||CalendarData()(((((", id="brackets without end"),
        pytest.param("(0||DaysOfWeek()((0||2()((0||0(s|99:99|f|xx)())))", id="no hours"),
        pytest.param(BRACKETS[:90], id="cut off"),
    ],
)
def test_a_broken_calendar_of_primavera_disturbs_nothing(text: str) -> None:
    rows = f"%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tclndr_data\n%R\t9\tSite\t{text}"

    assert len(read(xer(more=rows), "plan.xer").tasks) > 1


def test_rates_of_primavera_are_the_first_of_each_resource() -> None:
    rows = (
        "%T\tRSRCRATE\n%F\trsrc_rate_id\trsrc_id\tmax_qty_per_hr\tcost_per_qty\n"
        "%R\t1\t1\t2\t80.5\n%R\t2\t1\t1\t99"
    )
    (ana,) = read(xer(more=rows), "plan.xer").staff

    assert (ana.name, ana.most_units, ana.hourly_rate) == ("Ana", Decimal(2), Decimal("80.5"))


def test_elements_of_primavera_are_a_calendar_and_a_rate() -> None:
    hours = (
        "<StandardWorkHours><DayOfWeek>Monday</DayOfWeek><WorkTime><Start>07:00:00</Start>"
        "<Finish>11:59:00</Finish></WorkTime></StandardWorkHours>"
    )
    beside = (
        "<Calendar><ObjectId>5</ObjectId><Name>Site</Name><HoursPerDay>5</HoursPerDay>"
        f"<StandardWorkWeek>{hours}</StandardWorkWeek><HolidayOrExceptions><HolidayOrException>"
        "<Date>2026-01-01T00:00:00</Date></HolidayOrException></HolidayOrExceptions></Calendar>"
        "<ResourceRate><ResourceObjectId>1</ResourceObjectId><MaxUnitsPerTime>1</MaxUnitsPerTime>"
        "<PricePerUnit>70</PricePerUnit></ResourceRate>"
    )
    found = read(pmxml(beside=beside), "plan.xml")

    assert found.calendars == (
        Calendar(
            key="5",
            name="Site",
            week=(((420, 720),), (), (), (), (), (), ()),
            exceptions=(Hours(first=date(2026, 1, 1), last=date(2026, 1, 1)),),
        ),
    )
    assert [each.hourly_rate for each in found.staff] == [Decimal(70)]


def test_the_calendar_of_gantt_project_is_one_of_eight_hours() -> None:
    (found,) = read(gan(), "plan.gan").calendars

    assert found.week == (OFFICE,) * 5 + ((), ())
