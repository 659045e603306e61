"""The door for acts: one act, one transaction, exactly one entry; any refusal undoes it all."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from jury.domain.errors import Conflict
from jury.domain.permissions import Action, Role
from jury.domain.record.canonical import RecordError
from jury.domain.record.kinds import Part
from jury.domain.record.leaf import Leaf
from jury.domain.record.merkle import Frontier, leaf_hash, root
from jury.domain.record.seal import opens
from jury.services.call import cancel_call, create_call, edit_call, publish_call
from jury.services.doors import Doors, Undeclared
from jury.services.letters import post
from jury.services.perform import VERBS, Act, Moment
from jury.storage.call import Call, Criterion
from jury.storage.record import INSTALLATION, Log, LogEntry, Opening, leaves_of
from tests.fixtures.calls import Office, open_office
from tests.fixtures.clock import Clock
from tests.services.doors_tried import edit, everything, move, nothing, verb


@pytest.fixture
def office(doors: Doors, clock: Clock) -> Office:
    return open_office(doors, clock)


@pytest.fixture
def call_id(office: Office) -> str:
    return office.draft_call()


def sizes(doors: Doors) -> dict[str, int]:
    with doors.engines.reading() as session:
        heads = {log.id: log.size for log in session.scalars(select(Log))}
        for log_id, size in heads.items():
            places = session.scalars(select(LogEntry.leaf).where(LogEntry.log_id == log_id))
            assert sorted(places) == list(range(size))
    return heads


def leaf_at(doors: Doors, log_id: str, place: int) -> Leaf:
    with doors.engines.reading() as session:
        return Leaf.decode(session.get_one(LogEntry, (log_id, place)).data)


# One act, one entry


def test_an_act_writes_one_entry_in_one_log(office: Office, call_id: str) -> None:
    before = sizes(office.doors)
    done = edit(office.as_("helene"), call_id)
    after = sizes(office.doors)
    assert after == {**before, call_id: before[call_id] + 1}
    assert (done.log_id, done.leaf) == (call_id, before[call_id])
    with office.doors.engines.reading() as session:
        assert session.get_one(Call, call_id).place == "Confluan"


def test_the_entry_says_who_when_and_what(office: Office, call_id: str) -> None:
    done = edit(office.as_("helene"), call_id)
    leaf = leaf_at(office.doors, call_id, done.leaf)
    assert (leaf.kind, leaf.role, leaf.subject) == ("call.edited", "official", call_id)
    assert leaf.actor == office.people["helene"]
    assert leaf.time == "2026-03-02T09:00:00Z"


def test_the_head_is_the_root_of_the_stored_bytes(office: Office, call_id: str) -> None:
    for _ in range(5):
        edit(office.as_("helene"), call_id)
        with office.doors.engines.reading() as session:
            log = session.get_one(Log, call_id)
            hashes = [leaf_hash(data) for data in leaves_of(session, call_id)]
            stored = list(session.scalars(select(LogEntry.hash).where(LogEntry.log_id == call_id)))
        assert Frontier.from_text(log.frontier).root() == root(hashes)
        assert sorted(stored) == sorted(hashes)


def test_each_part_has_its_own_key_and_opens_its_own_commitment(
    office: Office, call_id: str
) -> None:
    parts = (Part("levels", {"c1": 3}, "now"), Part("words", {}, "at round.closed"))
    done = verb(nothing, parts=parts)(office.as_("helene"), call_id=call_id)
    leaf = leaf_at(office.doors, call_id, done.leaf)
    with office.doors.engines.reading() as session:
        found = {
            o.part: o for o in session.scalars(select(Opening).where(Opening.leaf == done.leaf))
            if o.log_id == call_id
        }  # fmt: skip
    assert [(part.name, part.due) for part in leaf.parts] == [
        ("levels", "now"),
        ("words", "at round.closed"),
    ]
    for part, ref in zip(parts, leaf.parts, strict=True):
        opening = found[part.name]
        assert opening.key is not None
        assert json.loads(opening.value or "") == part.value
        assert opens(_bytes(ref.commitment), opening.key, part.name, call_id, part.value)
    assert found["levels"].key != found["words"].key


def _bytes(commitment: bytes | str) -> bytes:
    return commitment if isinstance(commitment, bytes) else base64.b64decode(commitment)


def test_a_created_call_stands_in_the_installation_s_log(office: Office) -> None:
    before = sizes(office.doors)
    done = create_call(office.as_("helene"), title="New", language="en", timezone="UTC")
    assert sizes(office.doors) == {
        **before,
        INSTALLATION: before[INSTALLATION] + 1,
        done.subject: 0,
    }


# A refusal undoes it all


class PowerCut(BaseException):
    """What nobody catches."""


@pytest.mark.parametrize("fault", [Conflict("stale"), ValueError("ours"), PowerCut()])
def test_a_refusal_undoes_everything(office: Office, call_id: str, fault: BaseException) -> None:
    before = everything(office.doors)

    def half(act: Act) -> None:
        move(act)
        act.session.flush()
        post(act.session, act.settings, act.now, recipient="a@example.org", language="en",
             subject="Moved", body="We moved.")  # fmt: skip
        raise fault

    with pytest.raises(type(fault)):
        verb(half)(office.as_("helene"), call_id=call_id)
    assert everything(office.doors) == before
    edit(office.as_("helene"), call_id)


def test_an_entry_that_cannot_be_stored_undoes_the_change(office: Office, call_id: str) -> None:
    before = everything(office.doors)
    a_float = (Part("words", {"x": 0.5}, "now"),)
    with pytest.raises(RecordError):
        verb(move, parts=a_float)(office.as_("helene"), call_id=call_id)
    assert everything(office.doors) == before


def test_what_the_database_refuses_undoes_everything(office: Office, call_id: str) -> None:
    before = everything(office.doors)

    def second_first(act: Act) -> None:
        move(act)
        act.session.add(
            Criterion(call_id=call_id, id="c", position=1, question="?", weight=1, levels=[])
        )

    with pytest.raises(IntegrityError):
        verb(second_first)(office.as_("helene"), call_id=call_id)
    assert everything(office.doors) == before


def test_a_letter_leaves_with_its_act(office: Office, call_id: str) -> None:
    before = everything(office.doors)["letter"]

    def tell(act: Act) -> None:
        post(act.session, act.settings, act.now, recipient="a@example.org", language="en",
             subject="Moved", body="We moved.")  # fmt: skip

    verb(tell)(office.as_("helene"), call_id=call_id)
    assert len(everything(office.doors)["letter"]) == len(before) + 1


# The same key


def keyed(moment: Moment, key: str = "k1", body: bytes = b"one", route: str = "edit") -> Moment:
    return replace(moment, key=key, body=body, route=route, answer=lambda subject: f"/c/{subject}")


def test_the_same_key_gets_the_same_answer_and_nothing_happens_again(
    office: Office, call_id: str
) -> None:
    helene = keyed(office.as_("helene"))
    first = edit(helene, call_id)
    before = everything(office.doors)
    again = edit(helene, call_id)
    assert again == replace(first, repeated=True)
    assert (again.location, again.status) == (f"/c/{call_id}", 303)
    assert everything(office.doors) == before


def test_the_same_key_with_another_body_is_refused(office: Office, call_id: str) -> None:
    edit(keyed(office.as_("helene")), call_id)
    before = everything(office.doors)
    with pytest.raises(Conflict) as refused:
        edit(keyed(office.as_("helene"), body=b"two"), call_id)
    assert refused.value.code == "key_reused"
    assert everything(office.doors) == before


def test_another_key_another_route_another_person_are_other_acts(
    office: Office, call_id: str
) -> None:
    office.new("hector", Role.OFFICIAL)
    before = sizes(office.doors)[call_id]
    edit(keyed(office.as_("helene")), call_id)
    edit(keyed(office.as_("helene"), key="k2"), call_id)
    edit(keyed(office.as_("helene"), route="other"), call_id)
    edit(keyed(office.as_("hector")), call_id)
    assert sizes(office.doors)[call_id] == before + 4


def test_a_retry_after_the_world_moved_on_still_gets_its_first_answer(
    office: Office, call_id: str
) -> None:
    helene = keyed(office.as_("helene"), route="publish")
    first = publish_call(helene, call_id=call_id, version=2)
    cancel_call(office.as_("helene"), call_id=call_id, reason="No money.")
    assert publish_call(helene, call_id=call_id, version=2) == replace(first, repeated=True)
    with pytest.raises(Conflict):
        publish_call(office.as_("helene"), call_id=call_id, version=2)


def test_a_refusal_is_not_remembered(office: Office, call_id: str) -> None:
    helene = keyed(office.as_("helene"))
    with pytest.raises(Conflict, match="stale"):
        edit_call(helene, call_id=call_id, version=9, values={"place": "Confluan"})
    done = edit_call(helene, call_id=call_id, version=2, values={"place": "Confluan"})
    assert done.repeated is False


def test_without_a_key_nothing_is_remembered(office: Office, call_id: str) -> None:
    edit(office.as_("helene"), call_id)
    edit(office.as_("helene"), call_id)
    assert everything(office.doors)["answer"] == []


def test_an_undeclared_change_is_refused_and_undone(office: Office, call_id: str) -> None:
    before = everything(office.doors)

    def overstep(act: Act) -> None:
        move(act)
        assert act.account is not None
        act.account.name = "Somebody else"

    with pytest.raises(Undeclared, match="account"):
        verb(overstep)(office.as_("helene"), call_id=call_id)
    assert everything(office.doors) == before


def test_real_verbs_keep_their_places_after_a_trial() -> None:
    verb(nothing)
    assert VERBS[Action.CALL_EDIT] is edit_call
