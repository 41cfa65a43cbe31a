"""Check the evidence file of a gate, offline, with nothing but Python.

It shares no code with the program that wrote the file: the rules stand here a second time.

    python jalon_verify.py FILE.zip [--head SEQ:HASH] [--lang fr|en] [--format text|json]

Exit code 0: everything holds. 1: something does not, with what and where. 2: not an evidence file.
"""

import argparse
import hashlib
import json
import sys
import unicodedata
import zipfile

FORMAT = "jalon/evidence/1"
TAG = b"jalon/ledger/v1\n"
MOST_FILES, LARGEST, LARGEST_TEXT = 5_000, 4 << 30, 256 << 20


class NotEvidence(Exception):
    """What was given is no evidence file at all."""

    def __init__(self, en, fr):
        super().__init__(en)
        self.words = {"en": en, "fr": fr}


class Broken(Exception):
    """Something in the file does not hold."""

    def __init__(self, where, en, fr):
        super().__init__(en)
        self.where, self.words = where, {"en": en, "fr": fr}


def demand(holds, where, en, fr):
    if not holds:
        raise Broken(where, en, fr)


# -- the archive ---------------------------------------------------------------------------


def opened(path):
    """Return the archive with its names, if it is one that may be read safely."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise NotEvidence(f"There is no file {path}.", f"Il n'y a pas de fichier {path}.") from None
    except (OSError, zipfile.BadZipFile):
        raise NotEvidence(
            f"{path} is no ZIP that can be read; export the evidence again.",
            f"{path} n'est pas un ZIP lisible ; exportez à nouveau la preuve.",
        ) from None
    infos = archive.infolist()
    names = [info.filename for info in infos]
    for name in names:
        parts = name.split("/")
        if name.startswith(("/", "\\")) or ".." in parts or "\\" in name or ":" in name:
            raise NotEvidence(
                f"The name {name!r} leads out of the archive.",
                f"Le nom {name!r} sort de l'archive.",
            )
    if len(names) != len(set(names)):
        raise NotEvidence("A name stands twice in the archive.", "Un nom figure deux fois.")
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > LARGEST:
        raise NotEvidence(
            "The archive is larger than any evidence file.",
            "L'archive est plus grande que toute preuve.",
        )
    return archive, set(names)


def read_text(archive, names, name):
    if name not in names:
        raise NotEvidence(f"{name} is missing.", f"{name} manque.")
    if archive.getinfo(name).file_size > LARGEST_TEXT:
        raise NotEvidence(f"{name} is too large.", f"{name} est trop grand.")
    try:
        with archive.open(name) as source:
            data = source.read(LARGEST_TEXT + 1)
        return data, data.decode()
    except (zipfile.BadZipFile, OSError, EOFError, UnicodeDecodeError, ValueError) as error:
        raise Broken(name, f"it cannot be read: {error}", f"illisible : {error}") from None
    except Exception as error:  # zlib.error has no common base
        raise Broken(name, f"it cannot be read: {error}", f"illisible : {error}") from None


def parsed(name, text):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Broken(name, "it is no JSON", "ce n'est pas du JSON") from None


def check_files(archive, names, manifest):
    listed = {each["name"]: each for each in manifest["files"]}
    extra = sorted(names - set(listed) - {"manifest.json"})
    demand(not extra, extra[0] if extra else "", "it is not in the manifest", "absent du manifeste")
    for name, each in listed.items():
        demand(name in names, name, "it is missing", "il manque")
        found, size = hashlib.sha256(), 0
        try:
            with archive.open(name) as source:
                while block := source.read(1 << 20):
                    size += len(block)
                    demand(
                        size <= each["size"], name, "it is larger than stated", "plus grand que dit"
                    )
                    found.update(block)
        except Broken:
            raise
        except Exception as error:
            raise Broken(name, f"it cannot be read: {error}", f"illisible : {error}") from None
        same = size == each["size"] and found.hexdigest() == each["sha256"]
        demand(
            same, name, "its bytes are not those of the manifest", "octets différents du manifeste"
        )


# -- the ledger ----------------------------------------------------------------------------


def canonical(value):
    """RFC 8785 for what we write: no floats; keys by UTF-16."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(each) for each in value) + "]"
    if isinstance(value, float):
        raise TypeError("a floating-point number")
    if isinstance(value, str):
        return json.dumps(unicodedata.normalize("NFC", value), ensure_ascii=False)
    return json.dumps(value)


def hash_of(value):
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def check_ledger(text, heads):
    """Walk the chain; return the entries about the round, and how many were hidden."""
    entries, hidden, before, hashes = [], 0, None, {}
    for number, line in enumerate(text.splitlines(), start=1):
        where = f"ledger.jsonl:{number}"
        entry = parsed(where, line)
        if before is not None:
            demand(
                entry["seq"] == before["seq"] + 1, where, "an entry is missing", "une entrée manque"
            )
            follows = entry["previous"] == before["hash"]
            demand(
                follows,
                where,
                "it does not follow the one before",
                "elle ne suit pas la précédente",
            )
        if "payload" in entry:
            sealed = hashlib.sha256(TAG + entry["payload"].encode()).hexdigest()
            demand(
                sealed == entry["hash"],
                where,
                "its content was altered",
                "son contenu a été altéré",
            )
            said = parsed(where, entry["payload"])
            placed = (said["seq"], said["previous"]) == (entry["seq"], entry["previous"])
            demand(placed, where, "it was moved", "elle a été déplacée")
            entries.append(said)
        else:
            hidden += 1
        hashes[entry["seq"]], before = entry["hash"], entry
    demand(entries, "ledger.jsonl", "it holds no entry", "il ne contient aucune entrée")
    beyond = []
    for seq, wanted in heads:
        if seq not in hashes:
            beyond.append(seq)
            continue
        holds = hashes[seq].startswith(wanted)
        demand(
            holds,
            f"ledger {seq}",
            "a letter remembers another hash",
            "une lettre dit une autre empreinte",
        )
    return entries, hidden, beyond


# -- the record against the ledger -----------------------------------------------------------


def check_record(record, entries):
    package = record["package"]
    demand(
        hash_of(package["content"]) == package["sha256"],
        "package",
        "its hash is not that of its content",
        "son empreinte n'est pas celle de son contenu",
    )
    demand(
        hash_of(record["policy"]) == record["policy_sha256"],
        "policy",
        "the rules are not those that were frozen",
        "les règles ne sont pas celles qui furent figées",
    )
    demand(
        package["content"]["method"] == record["method"]["sha256"],
        "method",
        "another one",
        "une autre",
    )
    submitted = only(entries, "package.submitted")
    for name, ours, said in (
        ("package", package["sha256"], submitted["body"]["sha256"]),
        ("policy", record["policy_sha256"], submitted["body"]["policy"]),
        ("submitter", package["submitted_by"], submitted["actor"]),
        ("submitted_at", package["submitted_at"], submitted["at"]),
        ("project", record["project"]["id"], submitted["body"]["project"]),
    ):
        demand(
            ours == said,
            name,
            "the record and the ledger differ",
            "la fiche et le registre diffèrent",
        )


def only(entries, kind):
    found = [each for each in entries if each["kind"] == kind]
    demand(
        len(found) == 1,
        kind,
        f"{len(found)} entries instead of one",
        f"{len(found)} entrées au lieu d'une",
    )
    return found[0]


def check_votes(record, entries):
    """Each vote is one that the ledger knows, by whom it says, on this very package."""
    seats = {seat["id"]: seat for seat in record["seats"]}
    said = {
        each["body"]["vote"]: each
        for each in entries
        if each["kind"] in ("vote.cast", "vote.changed")
    }
    carried = {each["body"]["vote"]: each for each in entries if each["kind"] == "vote.carried"}
    standing = {}
    for vote in record["votes"]:
        where = f"vote {vote['id']}"
        seat = seats.get(vote["seat"])
        demand(seat is not None, where, "it is of no seat", "il n'est d'aucun siège")
        entry = said.pop(vote["id"], None) or carried.pop(vote["id"], None)
        demand(
            entry is not None, where, "the ledger does not know it", "le registre ne le connaît pas"
        )
        body = entry["body"]
        pairs = [("value", vote["value"], body.get("value", "approve"))]
        pairs += [
            ("package", vote["sha256"], body["sha256"]),
            ("cast_at", vote["cast_at"], entry["at"]),
        ]
        if entry["kind"] != "vote.carried":
            pairs += [
                ("voter", vote["person"], entry["actor"]),
                ("seat", seat["role"], body["seat"]),
                ("wanted", vote["instead"], body["wanted"]),
                ("until", vote["until"], body["until"]),
                ("stage", vote["to_stage"], body["to_stage"]),
                ("conditions", vote["conditions"], body["conditions"]),
                ("reason", vote["sealed_reason"], body["reason"]),
                ("casting", vote["casting"], body.get("casting", False)),
                ("delegation", vote["delegation"], body["delegation"]),
                ("channel", vote["channel"], body["by"]["channel"]),
                ("assurance", vote["assurance"], body["by"]["assurance"]),
            ]
        for name, ours, theirs in pairs:
            demand(
                ours == theirs,
                f"{where}, {name}",
                "the record and the ledger differ",
                "la fiche et le registre diffèrent",
            )
        own = vote["person"] == seat["person"] or vote["delegation"]
        demand(
            own,
            where,
            "it is not by the person of the seat",
            "il n'est pas de la personne du siège",
        )
        demand(
            vote["sha256"] == record["package"]["sha256"],
            where,
            "it is on another package",
            "il porte sur un autre dossier",
        )
        if seat["kind"] != "advisory":
            by_author = vote["person"] in record["package"]["authors"]
            demand(not by_author, where, "an author voted", "un auteur a voté")
        if vote["standing"]:
            demand(
                vote["seat"] not in standing,
                where,
                "the seat votes twice",
                "le siège vote deux fois",
            )
            standing[vote["seat"]] = vote
    left = sorted(said) + sorted(carried)
    demand(
        not left, f"vote {left[0]}" if left else "", "the record leaves it out", "la fiche l'omet"
    )
    return seats, standing


# -- the decision, recomputed ----------------------------------------------------------------


def recount(policy, seats, standing):
    """Return the decision that the standing votes make, or None where they make none."""
    committee = policy["committee"]
    gating = [seat for seat in seats.values() if seat["kind"] == "gating"]
    votes = [(seat, standing[seat["id"]]) for seat in gating if seat["id"] in standing]
    against = [(seat, vote) for seat, vote in votes if vote["value"] == "reject"]
    vetoes = [(seat, vote) for seat, vote in against if seat["veto"]]
    if vetoes:
        return refused(committee, [(1, vote) for _, vote in vetoes])
    spoke = [(seat, vote) for seat, vote in votes if vote["value"] != "recuse"]
    said = {
        seat["id"]
        for seat in seats.values()
        if seat["id"] in standing and standing[seat["id"]]["value"] != "recuse"
    }
    if any(seat["mandatory"] and seat["id"] not in said for seat in seats.values()):
        return None
    recused = len(votes) - len(spoke)
    quorum = min(committee["quorum"], len(gating)) or max(1, len(gating) - recused)
    if len(spoke) < quorum:
        return None
    majority = committee["majority"]
    chairs = [(seat, vote) for seat, vote in spoke if seat["chair"]]
    if majority == "chair":
        if not any(seat["chair"] for seat in gating):
            majority = "unanimous"
        elif not chairs:
            return None
        elif chairs[0][1]["value"] in ("approve", "approve_with_conditions"):
            return agreed([chairs[0][1]])
        elif chairs[0][1]["value"] == "reject":
            return refused(committee, [(1, chairs[0][1])])
    favour = [
        (seat, vote)
        for seat, vote in votes
        if vote["value"] in ("approve", "approve_with_conditions")
    ]
    yes = sum(seat["weight"] for seat, _ in favour)
    no = sum(seat["weight"] for seat, _ in against)
    if majority == "chair" or yes == no == 0 or (majority == "simple" and yes == no):
        casting = [vote for _, vote in votes if vote["casting"]]
        if committee["tie"] == "casting_vote" and casting:
            if casting[0]["value"] in ("approve", "approve_with_conditions"):
                return agreed([vote for _, vote in votes])
            return refused(committee, [(1, casting[0])])
        return "HOLD" if committee["tie"] == "status_quo" else None
    passed = {
        "simple": yes > no,
        "two_thirds": yes * 3 >= (yes + no) * 2,
        "unanimous": no == 0,
        "any_one": yes > 0,
        "count": len(favour) >= min(max(1, committee["approvals"]), len(gating)),
    }[majority]
    if passed:
        return agreed([vote for _, vote in votes])
    return refused(committee, [(seat["weight"], vote) for seat, vote in against])


def agreed(votes):
    yes = [vote for vote in votes if vote["value"] in ("approve", "approve_with_conditions")]
    return "CONDITIONAL_GO" if any(vote["conditions"] for vote in yes) else "GO"


def refused(committee, votes):
    total, wanted = sum(weight for weight, _ in votes), {}
    for weight, vote in votes:
        if vote["instead"]:
            wanted[vote["instead"]] = wanted.get(vote["instead"], 0) + weight
    most = [code for code, weight in wanted.items() if weight * 2 > total]
    return most[0] if most else committee["when_rejected"]


def given_beside(policy, seats):
    """Tell whether scores, answers, ratings or formal dissents have a part in the decision."""
    asked = any(
        each.get("scored_by") or each.get("answered_by") or each.get("score")
        for each in policy.get("criteria", [])
    )
    return bool(
        asked
        or policy.get("scorecard")
        or policy.get("ratings")
        or any(seat["kind"] == "concurring" for seat in seats.values())
    )


def check_decision(record, entries, seats, standing):
    """Return how the decision was checked, in both languages."""
    if record["state"] != "decided":
        demand(
            record["code"] is None,
            "code",
            "a round that was not decided has one",
            "un tour non décidé en a un",
        )
        kept = [each for each in entries if each["kind"] == "gate.decided"]
        demand(
            not kept,
            "gate.decided",
            "the ledger says that it was decided",
            "le registre le dit décidé",
        )
        return {
            "en": f"the round ended as {record['state']}, without a decision",
            "fr": f"le tour a pris fin ({record['state']}) sans décision",
        }
    entry = only(entries, "gate.decided")
    body = entry["body"]
    for name, ours, said in (
        ("code", record["code"], body["code"]),
        ("package", record["package"]["sha256"], body["sha256"]),
        ("policy", record["policy_sha256"], body["policy"]),
        ("decided_at", record["decided_at"], entry["at"]),
        ("votes", sorted(vote["id"] for vote in standing.values()), body["votes"]),
    ):
        demand(
            ours == said,
            name,
            "the record and the ledger differ",
            "la fiche et le registre diffèrent",
        )
    if body["rule"] == "override, two signatures":
        signed = only(entries, "override.signed")
        two = (
            signed["body"]["asked_by"] != signed["actor"]
            and signed["body"]["code"] == record["code"]
        )
        demand(two, "override", "it lacks a second signature", "il y manque une seconde signature")
        authors = {signed["body"]["asked_by"], signed["actor"]} & set(record["package"]["authors"])
        demand(not authors, "override", "an author signed it", "un auteur l'a signé")
        return {
            "en": f"{record['code']}, past the committee, by two signatures",
            "fr": f"{record['code']}, en passant outre au comité, par deux signatures",
        }
    if given_beside(record["policy"], seats):
        return {
            "en": f"{record['code']} stands as recorded; it was not recomputed, since scores, answers or dissents have a part in it",
            "fr": f"{record['code']} figure comme enregistré ; non recalculé, car des notes, réponses ou oppositions y ont part",
        }
    found = recount(record["policy"], seats, standing)
    demand(
        found == record["code"],
        "code",
        f"the votes make {found}, the record says {record['code']}",
        f"les votes donnent {found}, la fiche dit {record['code']}",
    )
    return {
        "en": f"{found}, recomputed from {len(standing)} votes",
        "fr": f"{found}, recalculé à partir de {len(standing)} votes",
    }


def verify(path, heads):
    archive, names = opened(path)
    with archive:
        _, text = read_text(archive, names, "manifest.json")
        manifest = parsed("manifest.json", text)
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise NotEvidence(
                "This is no evidence file of a gate.", "Ce n'est pas la preuve d'un jalon."
            )
        check_files(archive, names, manifest)
        record = parsed("record.json", read_text(archive, names, "record.json")[1])
        ledger = read_text(archive, names, "ledger.jsonl")[1]
        documents = sum(name.startswith("documents/") for name in names)
        wanted = {each["sha256"] for each in record["package"]["content"]["files"]}
        have = {name.split("/", 1)[1] for name in names if name.startswith("documents/")}
        demand(have <= wanted, "documents", "one is not of the package", "un n'est pas du dossier")
        demand(not have or have == wanted, "documents", "one is missing", "il en manque un")
    entries, hidden, beyond = check_ledger(ledger, heads)
    check_record(record, entries)
    seats, standing = check_votes(record, entries)
    decision = check_decision(record, entries, seats, standing)
    return {
        "project": record["project"]["code"],
        "gate": record["gate"],
        "round": record["round"],
        "decision": decision,
        "documents": documents,
        "entries": len(entries),
        "hidden": hidden,
        "heads_beyond": beyond,
        "first_entry": entries[0]["seq"],
        "last_entry": entries[-1]["seq"],
    }


def told(found, language):
    where = f"{found['project']} {found['gate']}, {'tour' if language == 'fr' else 'round'} {found['round']}"
    if language == "fr":
        lines = [
            f"Tout tient : {where}.",
            f"Décision : {found['decision']['fr']}.",
            f"{found['documents']} documents, {found['entries']} entrées du registre vérifiées, {found['hidden']} autres par leur seule empreinte.",
            "Les mots des personnes sont montrés ouverts ; le registre couvre leur forme scellée.",
        ]
        lines += [f"La tête {seq} est hors de ce fichier." for seq in found["heads_beyond"]]
    else:
        lines = [
            f"Everything holds: {where}.",
            f"Decision: {found['decision']['en']}.",
            f"{found['documents']} documents, {found['entries']} ledger entries checked, {found['hidden']} others by their hash alone.",
            "Words of people are shown opened; the ledger covers their sealed form.",
        ]
        lines += [f"The head {seq} lies outside this file." for seq in found["heads_beyond"]]
    return "\n".join(lines)


def head_given(text):
    seq, _, digest = text.partition(":")
    if not seq.isdigit() or len(digest) < 8 or set(digest) - set("0123456789abcdef"):
        raise argparse.ArgumentTypeError("expected SEQ:HASH, such as 123:abcdef0123456789")
    return int(seq), digest


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Check the evidence file of a gate, offline.")
    parser.add_argument("file")
    parser.add_argument("--head", action="append", type=head_given, default=[], metavar="SEQ:HASH")
    parser.add_argument("--lang", choices=("fr", "en"), default="en")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    given = parser.parse_args(arguments)
    try:
        found = verify(given.file, given.head)
    except NotEvidence as error:
        print(error.words[given.lang], file=sys.stderr)
        return 2
    except Broken as error:
        said = f"{error.where}{' : ' if given.lang == 'fr' else ': '}{error.words[given.lang]}"
        if given.format == "json":
            print(
                json.dumps(
                    {"sound": False, "where": error.where, "reason": error.words[given.lang]},
                    ensure_ascii=False,
                )
            )
        else:
            print(said)
        return 1
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        words = {
            "en": f"The record lacks what it must hold: {error}",
            "fr": f"Il manque à la fiche ce qu'elle doit contenir : {error}",
        }
        print(words[given.lang])
        return 1
    if given.format == "json":
        print(json.dumps({"sound": True, **found}, ensure_ascii=False))
    else:
        print(told(found, given.lang))
    return 0


if __name__ == "__main__":
    sys.exit(main())
