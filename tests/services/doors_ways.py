"""The ways around the doors that code of Jury could take: each is one small body of a verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Column,
    MetaData,
    String,
    Table,
    column,
    delete,
    insert,
    select,
    table,
    text,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable

from jury.domain.permissions import Role
from jury.services.perform import Act
from jury.storage.account import Account, Grant, Part
from jury.storage.call import Call
from tests.services.doors_tried import move

WAYS: dict[str, Callable[[Act], Any]] = {}
Way = Callable[[Act], Any]


def way(does: Way) -> Way:
    WAYS[does.__name__] = does
    return does


def me(act: Act) -> Account:
    assert act.account is not None
    return act.account


RENAME = update(Account).values(name="Mallory")
RAW = "UPDATE account SET name = 'Mallory'"
ELSEWHERE = Table("account", MetaData(), Column("name", String), info={"logged": False})


# Rows that the entry does not declare


@way
def a_changed_row(act: Act) -> None:
    me(act).name = "Mallory"


@way
def a_new_row(act: Act) -> None:
    act.session.add(Grant(account_id=act.account_id, role=Role.ADMINISTRATOR))


@way
def a_merged_row(act: Act) -> None:
    act.session.merge(Grant(account_id=act.account_id, role=Role.ADMINISTRATOR))


@way
def a_row_deleted(act: Act) -> None:
    act.session.delete(act.session.get_one(Grant, (act.account_id, Role.OFFICIAL)))


@way
def the_call_itself_deleted(act: Act) -> None:
    act.session.execute(delete(Part).where(Part.call_id == act.the_call().id))


@way
def saved_in_bulk(act: Act) -> None:
    act.session.bulk_save_objects([Grant(account_id=act.account_id, role="administrator")])


@way
def inserted_in_bulk(act: Act) -> None:
    rows = [{"account_id": act.account_id, "role": role} for role in ("administrator", "signatory")]
    act.session.bulk_insert_mappings(Grant.__mapper__, rows)


@way
def updated_in_bulk(act: Act) -> None:
    act.session.bulk_update_mappings(
        Account.__mapper__, [{"id": act.account_id, "name": "Mallory"}]
    )


@way
def many_inserted(act: Act) -> None:
    rows = [{"account_id": act.account_id, "role": role} for role in ("administrator", "signatory")]
    act.session.execute(insert(Grant), rows)


# Statements


@way
def a_core_update(act: Act) -> None:
    act.session.execute(RENAME)


@way
def a_query_s_update(act: Act) -> None:
    act.session.query(Account).update({"name": "Mallory"})


@way
def a_core_insert_from_a_select(act: Act) -> None:
    copied = select(Grant.account_id, Grant.role + "x")
    act.session.execute(insert(Grant).from_select(["account_id", "role"], copied))


@way
def the_connection(act: Act) -> None:
    act.session.connection().execute(RENAME)


@way
def a_session_on_the_same_connection(act: Act) -> None:
    with Session(act.session.connection()) as other:
        other.execute(RENAME)
        other.commit()


@way
def a_session_on_the_same_engine(act: Act) -> None:
    with Session(act.session.connection().engine) as other:
        other.execute(RENAME)
        other.commit()


@way
def a_table_of_the_same_name(act: Act) -> None:
    act.session.execute(update(ELSEWHERE).values(name="Mallory"))


@way
def a_table_without_metadata(act: Act) -> None:
    act.session.execute(update(table("account", column("name"))).values(name="Mallory"))


@way
def a_table_that_jury_does_not_know(act: Act) -> None:
    act.session.execute(update(table("alembic_version", column("version_num"))).values(
        version_num="0"))  # fmt: skip


@way
def a_write_within_a_question(act: Act) -> None:
    renamed = RENAME.returning(Account.id).cte("renamed")
    act.session.execute(select(renamed.c.id))


@way
def a_row_replaced(act: Act) -> None:
    act.session.execute(
        insert(Call).prefix_with(" OR REPLACE ").values(id=act.the_call().id, title="Mallory")
    )


@way
def new_tables(act: Act) -> None:
    act.session.execute(CreateTable(Table("hidden", MetaData(), Column("x", String))))


@way
def tables_dropped(act: Act) -> None:
    Table("draft", MetaData()).drop(act.session.connection())


# Raw SQL


@way
def raw_sql(act: Act) -> None:
    act.session.execute(text(RAW))


@way
def raw_sql_with_columns(act: Act) -> None:
    act.session.execute(text(f"{RAW} RETURNING id").columns(column("id")))


@way
def raw_sql_as_rows(act: Act) -> None:
    act.session.scalars(select(Account).from_statement(text(f"{RAW} RETURNING *"))).all()


@way
def raw_sql_past_the_compiler(act: Act) -> None:
    act.session.connection().exec_driver_sql(RAW)


@way
def raw_sql_behind_a_question(act: Act) -> None:
    act.session.execute(select(text(f"1; {RAW}")))


@way
def raw_sql_in_a_with(act: Act) -> None:
    renamed = text(f"{RAW} RETURNING id").columns(column("id")).cte("renamed")
    act.session.execute(select(renamed.c.id))


# Transactions


@way
def a_commit_of_its_own(act: Act) -> None:
    move(act)
    act.session.commit()


@way
def a_commit_of_the_connection(act: Act) -> None:
    move(act)
    act.session.flush()
    transaction = act.session.connection().get_transaction()
    assert transaction is not None
    transaction.commit()


@way
def a_rollback_and_on(act: Act) -> None:
    act.session.rollback()


@way
def a_rollback_of_the_connection(act: Act) -> None:
    transaction = act.session.connection().get_transaction()
    assert transaction is not None
    transaction.rollback()


@way
def a_savepoint(act: Act) -> None:
    with act.session.begin_nested():
        me(act).name = "Mallory"


@way
def a_raw_commit(act: Act) -> None:
    act.session.connection().exec_driver_sql("COMMIT")
