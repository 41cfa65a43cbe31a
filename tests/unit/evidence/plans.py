"""One small plan, written in the format of each planning program."""

from collections.abc import Callable, Mapping

MSPDI = (
    '<Project xmlns="http://schemas.microsoft.com/project"><Title>Works</Title><Tasks>'
    "<Task><UID>1</UID><ID>1</ID><Name>Site</Name><OutlineLevel>1</OutlineLevel>"
    "<Summary>1</Summary><Start>2026-01-05T08:00:00</Start><Finish>2026-01-23T17:00:00</Finish>"
    "</Task>"
    "<Task><UID>2</UID><ID>2</ID><Name>Design</Name><OutlineLevel>2</OutlineLevel>"
    "<Start>2026-01-05T08:00:00</Start><Finish>2026-01-09T17:00:00</Finish>"
    "<Duration>PT40H0M0S</Duration><PercentComplete>100</PercentComplete></Task>"
    "<Task><UID>3</UID><ID>3</ID><Name>Build</Name><OutlineLevel>2</OutlineLevel>"
    "<Start>2026-01-12T08:00:00</Start><Finish>2026-01-23T17:00:00</Finish>"
    "<Duration>PT80H0M0S</Duration><PercentComplete>0</PercentComplete><PredecessorLink>"
    "<PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink></Task>"
    "<Task><UID>4</UID><ID>4</ID><Name>Paint</Name><OutlineLevel>2</OutlineLevel>"
    "<Start>2026-01-14T08:00:00</Start><Finish>2026-01-20T17:00:00</Finish>"
    "<Duration>PT40H0M0S</Duration><PercentComplete>0</PercentComplete><PredecessorLink>"
    "<PredecessorUID>3</PredecessorUID><Type>3</Type><LinkLag>9600</LinkLag></PredecessorLink>"
    "</Task>"
    "<Task><UID>5</UID><ID>5</ID><Name>Handover</Name><OutlineLevel>2</OutlineLevel>"
    "<Milestone>1</Milestone><Start>2026-01-23T17:00:00</Start>"
    "<Finish>2026-01-23T17:00:00</Finish><Duration>PT0H0M0S</Duration>"
    "<PercentComplete>0</PercentComplete><PredecessorLink>"
    "<PredecessorUID>3</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink></Task>"
    "</Tasks><Resources><Resource><UID>1</UID><Name>Ana</Name></Resource></Resources>"
    "<Assignments><Assignment><TaskUID>3</TaskUID><ResourceUID>1</ResourceUID><Units>0.5</Units>"
    "</Assignment></Assignments></Project>"
)


def mspdi() -> bytes:
    """MS Project XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{MSPDI}'.encode()


def pod() -> bytes:
    """ProjectLibre: the head of a Java object, and the plan as XML behind the mark."""
    java = b"\xac\xed\x00\x05t\x00\x051.0.0sr\x00)com.projectlibre1.server.data.ProjectData"
    return (
        java
        + bytes(range(256))
        + b"@" * 10
        + b"ProjectLibreSeparator_MSXML"
        + (b"@" * 10 + mspdi() + b"\n")
    )


def xer(*, tasks: str = "", more: str = "") -> bytes:
    """Primavera XER."""
    lines = (
        "ERMHDR\t18.8\t2026-01-09\tProject\tadmin\tAdmin\tdb\tProject Management\tEUR",
        "%T\tPROJECT",
        "%F\tproj_id\tproj_short_name\tclndr_id\tlast_recalc_date\tcritical_drtn_hr_cnt\texport_flag",
        "%R\t7\tWORKS\t9\t2026-01-10 08:00\t0\tY",
        "%T\tCALENDAR",
        "%F\tclndr_id\tday_hr_cnt",
        "%R\t9\t8",
        "%T\tPROJWBS",
        "%F\twbs_id\tproj_id\tseq_num\twbs_short_name\twbs_name\tparent_wbs_id",
        "%R\t70\t7\t1\tWORKS\tSite\t1",
        "%T\tRSRC",
        "%F\trsrc_id\trsrc_name",
        "%R\t1\tAna",
        "%T\tTASK",
        (
            "%F\ttask_id\tproj_id\twbs_id\ttask_type\tstatus_code\tcomplete_pct_type\ttask_code"
            "\ttask_name\ttotal_float_hr_cnt\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\tact_start_date"
            "\tact_end_date\trestart_date\treend_date\ttarget_start_date\ttarget_end_date\tcstr_type"
        ),
        (
            "%R\t2\t7\t70\tTT_Task\tTK_Complete\tCP_Drtn\tA10\tDesign\t\t40\t0\t2026-01-05 08:00"
            "\t2026-01-09 17:00\t\t\t2026-01-05 08:00\t2026-01-08 17:00\t"
        ),
        (
            "%R\t3\t7\t70\tTT_Task\tTK_NotStart\tCP_Drtn\tA20\tBuild\t0\t80\t80\t\t"
            "\t2026-01-12 08:00\t2026-01-23 17:00\t2026-01-12 08:00\t2026-01-23 17:00\tCS_MSOA"
        ),
        (
            "%R\t4\t7\t70\tTT_Task\tTK_NotStart\tCP_Drtn\tA30\tPaint\t24\t40\t40\t\t"
            "\t2026-01-14 08:00\t2026-01-20 17:00\t2026-01-14 08:00\t2026-01-20 17:00\t"
        ),
        (
            "%R\t5\t7\t70\tTT_FinMile\tTK_NotStart\tCP_Drtn\tA40\tHandover\t0\t0\t0\t\t"
            "\t\t2026-01-23 17:00\t\t2026-01-23 17:00\t"
        ),
        *filter(None, [tasks]),
        "%T\tTASKPRED",
        "%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt",
        "%R\t1\t3\t2\t7\t7\tPR_FS\t0",
        "%R\t2\t4\t3\t7\t7\tPR_SS\t16",
        "%R\t3\t5\t3\t7\t7\tPR_FS\t0",
        "%T\tTASKRSRC",
        (
            "%F\ttaskrsrc_id\ttask_id\tproj_id\trsrc_id\ttarget_qty_per_hr\tremain_cost\tact_reg_cost"
            "\tact_ot_cost\tremain_qty"
        ),
        "%R\t1\t3\t7\t1\t0.5\t800.50\t100\t0\t40",
        *filter(None, [more]),
        "%E",
    )
    return "\r\n".join(lines).encode("cp1252")


def pmxml(*, more: str = "", beside: str = "") -> bytes:
    """Primavera PMXML."""

    def activity(key: int, name: str, start: str, finish: str, hours: int, rest: str) -> str:
        return (
            f"<Activity><ObjectId>{key}</ObjectId><Id>A{key}0</Id><Name>{name}</Name>"
            f"<WBSObjectId>70</WBSObjectId><StartDate>{start}</StartDate>"
            f"<FinishDate>{finish}</FinishDate><PlannedStartDate>{start}</PlannedStartDate>"
            f"<PlannedFinishDate>{finish}</PlannedFinishDate>"
            f"<PlannedDuration>{hours}</PlannedDuration>{rest}</Activity>"
        )

    def link(after: int, before: int, kind: str, lag: int) -> str:
        return (
            f"<Relationship><Lag>{lag}</Lag><PredecessorActivityObjectId>{before}"
            "</PredecessorActivityObjectId><PredecessorProjectObjectId>7"
            f"</PredecessorProjectObjectId><SuccessorActivityObjectId>{after}"
            f"</SuccessorActivityObjectId><Type>{kind}</Type></Relationship>"
        )

    return (
        '<?xml version="1.0"?><APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/'
        'V18.1/API/BusinessObjects"><Currency><Id>EUR</Id><IsBaseCurrency>1</IsBaseCurrency>'
        "</Currency><Resource><ObjectId>1</ObjectId><Name>Ana</Name></Resource>"
        "<Project><ObjectId>7</ObjectId><Name>Works</Name><DataDate>2026-01-10T08:00:00</DataDate>"
        "<WBS><Code>WORKS</Code><Name>Site</Name><ObjectId>70</ObjectId></WBS>"
        + activity(
            2,
            "Design",
            "2026-01-05T08:00:00",
            "2026-01-09T17:00:00",
            40,
            "<PercentComplete>1</PercentComplete><Status>Completed</Status>",
        )
        + activity(
            3,
            "Build",
            "2026-01-12T08:00:00",
            "2026-01-23T17:00:00",
            80,
            "<PercentComplete>0</PercentComplete><EarlyFinishDate>2026-01-23T17:00:00"
            "</EarlyFinishDate><LateFinishDate>2026-01-23T17:00:00</LateFinishDate>",
        )
        + activity(
            4,
            "Paint",
            "2026-01-14T08:00:00",
            "2026-01-20T17:00:00",
            40,
            "<PercentComplete>0</PercentComplete><EarlyFinishDate>2026-01-20T17:00:00"
            "</EarlyFinishDate><LateFinishDate>2026-01-23T17:00:00</LateFinishDate>",
        )
        + activity(
            5,
            "Handover",
            "2026-01-23T17:00:00",
            "2026-01-23T17:00:00",
            0,
            "<Type>Finish Milestone</Type><PercentComplete>0</PercentComplete>",
        )
        + link(3, 2, "Finish to Start", 0)
        + link(4, 3, "Start to Start", 16)
        + link(5, 3, "Finish to Start", 0)
        + "<ResourceAssignment><ActivityObjectId>3</ActivityObjectId><ResourceObjectId>1"
        "</ResourceObjectId><PlannedUnitsPerTime>0.5</PlannedUnitsPerTime><ActualCost>100"
        f"</ActualCost><RemainingCost>800.50</RemainingCost></ResourceAssignment>{more}</Project>"
        f"{beside}</APIBusinessObjects>"
    ).encode()


GAN_WEEK = (
    '<default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>'
)


def gan(*, week: str = GAN_WEEK, dates: str = "", more: str = "", after: str = "") -> bytes:
    """GanttProject."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><project name="Works" company="" webLink="" '
        'view-date="2026-01-05" version="3.3.3309" locale="en"><description/><calendars>'
        f'<day-types><day-type id="0"/><day-type id="1"/>{week}</day-types>{dates}</calendars>'
        '<tasks empty-milestones="true"><task id="0" name="Site" meeting="false" '
        'start="2026-01-05" duration="15" complete="30">'
        '<task id="2" name="Design" meeting="false" start="2026-01-05" duration="5" '
        'complete="100"><depend id="3" type="2" difference="0" hardness="Strong"/></task>'
        '<task id="3" name="Build" meeting="false" start="2026-01-12" duration="10" complete="0">'
        '<depend id="4" type="1" difference="2" hardness="Strong"/>'
        '<depend id="5" type="2" difference="0" hardness="Strong"/></task>'
        '<task id="4" name="Paint" meeting="false" start="2026-01-14" duration="5" complete="0"/>'
        '<task id="5" name="Handover" meeting="true" start="2026-01-23" duration="0" '
        f'complete="0"/></task>{more}</tasks><resources><resource id="0" name="Ana" '
        'function="Default:0"/></resources><allocations><allocation task-id="3" resource-id="0" '
        f'load="50.0"/></allocations>{after}</project>'
    ).encode()


def planner() -> bytes:
    """GNOME Planner."""

    def task(key: int, name: str, start: str, end: str, rest: str, below: str = "") -> str:
        return (
            f'<task id="{key}" name="{name}" start="202601{start}Z" end="202601{end}Z" '
            f'work-start="202601{start}Z" {rest}>{below}</task>'
        )

    def after(key: int, kind: str, lag: str = "") -> str:
        return (
            f'<predecessors><predecessor id="1" predecessor-id="{key}" type="{kind}" {lag}/>'
            "</predecessors>"
        )

    below = (
        task(2, "Design", "05T080000", "09T170000", 'percent-complete="100" duration="144000"')
        + task(
            3,
            "Build",
            "12T080000",
            "23T170000",
            'percent-complete="0" duration="288000"',
            after(2, "FS"),
        )
        + task(
            4,
            "Paint",
            "14T080000",
            "20T170000",
            'percent-complete="0" duration="144000"',
            after(3, "SS", 'lag="57600"'),
        )
        + task(
            5,
            "Handover",
            "23T170000",
            "23T170000",
            'percent-complete="0" type="milestone"',
            after(3, "FS"),
        )
    )
    return (
        '<?xml version="1.0"?>\n<project name="Works" company="" manager="Eva" '
        'project-start="20260105T000000Z" mrproject-version="2" calendar="1"><tasks>'
        f"{task(1, 'Site', '05T080000', '23T170000', '', below)}</tasks><resources>"
        '<resource id="1" name="Ana" type="1" units="0"/></resources><allocations>'
        '<allocation task-id="3" resource-id="1" units="50"/></allocations></project>'
    ).encode()


def mpx(
    sign: str = ",",
    *,
    settings: tuple[str, ...] = ('10,€,1,2," ",.', "11,2,0,1,8.00,40.00", "12,0,0,480,/,:,AM,PM"),
    words: tuple[str, str, str, str] = ("Yes", "No", "FS", "SS"),
    day: str = "d",
    written: Callable[[int, int], str] = lambda day, hour: (
        f"Fri 1/{day}/26 {hour % 12}:00 " + ("AM" if hour < 12 else "PM")
    ),
    page: str = "ANSI",
    more: str = "",
) -> bytes:
    """MPX; by default as the American version of MS Project writes it."""
    yes, no, after, beside = words

    def row(key: int, level: int, name: str, *rest: str) -> str:
        return sign.join(("70", str(key), str(10 + key), str(level), name, *rest))

    lines = (
        sign.join(("MPX", "Microsoft Project for Windows", "4.0", page)),
        *settings,
        sign.join(("30", "Works", "", "Eva")),
        sign.join(("41", "40", "1", "49")),
        sign.join(("50", "1", "Ana", "1")),
        sign.join(
            ("61", "90", "98", "3", "1", "50", "51", "40", "44", "70", "81", "120", "82", "30")
        ),
        row(0, 0, "Works", "", "", "", "", "", no, yes, no, ""),
        row(1, 1, "Site", written(5, 8), written(23, 17), f"15{day}", "", "", no, yes, no, ""),
        row(2, 2, "Design", written(5, 8), written(9, 17), f"5{day}", "100%", "", no, no, no, ""),
        row(
            3,
            2,
            "Build",
            written(12, 8),
            written(23, 17),
            f"10{day}",
            "0%",
            "2",
            no,
            no,
            yes,
            '"€1 900.50"' if sign == "," else "1.900,50 €",
        ),
        sign.join(("75", "1", "0.5" if sign == "," else "0,5", "40h")),
        row(
            4,
            2,
            "Paint",
            written(14, 8),
            written(20, 17),
            f"5{day}",
            "0%",
            f"3{beside}+2{day}",
            no,
            no,
            no,
            "",
        ),
        row(
            5,
            2,
            "Handover",
            written(23, 17),
            written(23, 17),
            f"0{day}",
            "0%",
            f"3{after}{more}",
            yes,
            no,
            no,
            "",
        ),
    )
    return "\r\n".join(lines).encode({"ANSI": "cp1252", "850": "cp850"}[page], "replace")


WRITTEN: Mapping[str, Callable[[], bytes]] = {
    "mspdi": mspdi,
    "pod": pod,
    "xer": xer,
    "pmxml": pmxml,
    "gan": gan,
    "planner": planner,
    "mpx": mpx,
}
"""The plan in each format, by the kind that it is told to be."""
