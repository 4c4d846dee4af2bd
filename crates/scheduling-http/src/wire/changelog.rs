//! The changelog, for admins.

use jiff::Timestamp;
use scheduling_core::{
    ChangeId, ShortText,
    change::{Action, Entity},
};
use scheduling_store::{
    Cursor, Page,
    changelog::{Change, ChangeFilter},
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::openapi::{
    RefOr, Schema,
    schema::{ObjectBuilder, SchemaType},
};
use uuid::Uuid;

use super::pages::PageLimit;
use crate::{
    json::{Documented, Faults, answer, query},
    problem::{Code, Problem},
};

query! {
    /// Which changes.
    #[rule(in_order: from, to)]
    ChangelogQuery {
        /// Those of this kind of thing.
        entity_type: Option<Entity> = "event_type";
        /// Those of this thing.
        entity_id: Option<Uuid> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// Those that somebody made, as `actor` of an entry names them.
        actor: Option<ShortText> = "key:0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3db";
        /// Those in which this was done.
        action: Option<Action> = "updated";
        /// Those at this instant or later.
        from: Option<Timestamp> = "2026-03-01T00:00:00Z";
        /// Those before this instant.
        to: Option<Timestamp> = "2026-04-01T00:00:00Z";
        /// How many items at most; 50 if absent.
        limit: Option<PageLimit> = 50;
        /// The `nextCursor` of the page before; absent for the first one.
        cursor: Option<Cursor> = ();
    }
}

fn in_order(faults: &mut Faults, (from, to): (&Option<Timestamp>, &Option<Timestamp>)) {
    if from.zip(*to).is_some_and(|(from, to)| to <= from) {
        faults.at("to", Code::EndBeforeStart, "must be after from");
    }
}

impl ChangelogQuery {
    pub(crate) fn filter(&self) -> ChangeFilter {
        ChangeFilter {
            entity: self.entity_type,
            entity_id: self.entity_id,
            actor: self.actor.as_ref().map(ToString::to_string),
            action: self.action,
            from: self.from,
            to: self.to,
        }
    }
}

answer! {
    /// Something that was changed.
    ChangeAnswer {
        /// The entry's id.
        id: ChangeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3dd";
        /// What kind of thing was changed.
        entity_type: Entity = "event_type";
        /// Which one.
        entity_id: Uuid = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// What was done to it.
        action: Action = "archived";
        /// Who did it: `key:`, `account:` or `link:` with the id of an API key, an account or the link of an invitation;
        /// `jwt:` or `user:` with the id that an embedding platform or program gives its user; `mail:` with the id of a
        /// booking, of its host who decided by the link in a mail; `invitee`, `platform`, or `system` for what time has done. Never a name or an address.
        actor: String = "key:0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3db";
        /// When.
        created_at: Timestamp = "2026-03-14T10:01:00Z";
        /// What was there before, as it was recorded then; null if nothing was, or nothing is told. The form of records
        /// is that of the program, not of this API, and gains members with its versions.
        before: Option<Recorded> = serde_json::json!({"name": "Intro call", "slug": "intro"});
        /// What was there afterwards, likewise.
        after: Option<Recorded> = serde_json::Value::Null;
        /// What else was recorded: of a new booking, its start, event type and host; nothing of the invitee.
        details: Option<Recorded> = serde_json::Value::Null;
    }
}

answer! {
    /// Some of the changes, newest first.
    ChangePage {
        /// The items, in order.
        items: Vec<ChangeAnswer> = [(); 0];
        /// Where the next page begins; null after the last item.
        next_cursor: Option<String> = "00064a3c5e1f8a000195a3c27d5e7c6b8f4352a9a1b2c3d4";
    }
}

/// Something as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Recorded(Value);

impl Documented for Recorded {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(SchemaType::AnyValue).into()
    }
}

impl Recorded {
    /// The same with the names of members as the API spells them.
    fn of(json: Value) -> Option<Self> {
        (!json.is_null()).then(|| Self(camel_case(json)))
    }
}

impl ChangePage {
    /// Writes a page of the changelog.
    pub(crate) fn read(page: Page<Change>) -> Result<Self, Problem> {
        let next_cursor = page.next.map(|cursor| cursor.to_string());
        let items = page.items.into_iter().map(ChangeAnswer::read).collect::<Result<_, _>>()?;
        Ok(Self { items, next_cursor })
    }
}

impl ChangeAnswer {
    fn read(change: Change) -> Result<Self, Problem> {
        let recorded = serde_json::from_str::<Map<String, Value>>(change.details.as_str());
        let mut recorded = recorded.map_err(|error| Problem::new(Code::Internal).caused_by(error))?;
        let mut take = |member| recorded.remove(member).and_then(Recorded::of);
        let (before, after) = (take("before"), take("after"));
        Ok(Self {
            id: change.id,
            entity_type: change.entity,
            entity_id: change.entity_id,
            action: change.action,
            actor: change.actor,
            created_at: change.at,
            before,
            after,
            details: Some(recorded).filter(|rest| !rest.is_empty()).map(Value::Object).and_then(Recorded::of),
        })
    }
}

fn camel_case(json: Value) -> Value {
    match json {
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (camel_case_name(&name), camel_case(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(camel_case).collect(),
        plain => plain,
    }
}

/// `created_at` is `createdAt`; a date or an id stays as it is.
fn camel_case_name(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().map(str::to_owned);
    words.fold(first.unwrap_or_default(), |mut spelt, word| {
        let mut letters = word.chars();
        spelt.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        spelt + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_recorded_is_spelt_as_the_api_spells() {
        let recorded = json!({"archived_at": null, "rules": [{"minimum_notice": 5}], "2026-12-24": "no_show"});
        let spelt = json!({"archivedAt": null, "rules": [{"minimumNotice": 5}], "2026-12-24": "no_show"});
        assert_eq!(camel_case(recorded), spelt);
    }
}
