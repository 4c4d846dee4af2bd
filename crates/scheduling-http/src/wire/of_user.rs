//! Whose things a request is about.

use scheduling_core::HostId;
use serde_json::Value;
use utoipa::openapi::{RefOr, Schema};

use crate::{
    json::{Documented, Faults, FromJson},
    problem::Code,
};

/// What may name a user, in its member `userId`.
pub(crate) trait NamesUser: FromJson {
    /// The user that it names.
    fn named(&self) -> Option<HostId>;
}

/// What is asked about a user's things: those of the user who is named, else of the one to whom the API key is bound.
/// Never a guess.
#[derive(Debug)]
pub(crate) struct OfUser<T> {
    /// Whose things are meant.
    pub(crate) host: HostId,
    /// What is asked.
    pub(crate) asked: T,
}

impl<T: NamesUser> FromJson for OfUser<T> {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let own = faults.user();
        let is_silent = json.as_object().is_some_and(|members| members.get("userId").is_none_or(Value::is_null));
        if is_silent && own.is_none() {
            faults.at("userId", Code::Required, "is required: the API key is not bound to a user");
        }
        let asked = T::from_json(json, faults)?;
        Some(Self { host: asked.named().or(own)?, asked })
    }
}

impl<T: Documented> Documented for OfUser<T> {
    fn schema() -> RefOr<Schema> {
        T::schema()
    }

    fn components(into: &mut Vec<(String, RefOr<Schema>)>) {
        T::components(into);
    }
}
