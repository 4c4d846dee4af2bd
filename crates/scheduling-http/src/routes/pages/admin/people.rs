//! What those are called whom the changelog names.

use std::collections::BTreeMap;

use scheduling_engine::{Failure, Nothing};

use super::desk::{Desk, all};

/// The names of accounts and keys, by what the changelog calls them.
pub(super) struct People(BTreeMap<String, String>);

impl People {
    pub(super) async fn of(desk: &Desk) -> Result<Self, Failure<Nothing>> {
        let (engine, principal) = (desk.engine(), &desk.principal);
        let accounts = all(async |page| engine.list_accounts(principal, page).await).await?;
        let keys = all(async |page| engine.list_api_keys(principal, page).await).await?;
        let accounts =
            accounts.into_iter().map(|account| (format!("account:{}", account.id), account.display_name.to_string()));
        let keys = keys.into_iter().map(|key| (format!("key:{}", key.id), format!("the key “{}”", key.name)));
        Ok(Self(accounts.chain(keys).collect()))
    }

    /// What an actor of the changelog is called.
    pub(super) fn name(&self, actor: &str) -> String {
        if let Some(name) = self.0.get(actor) {
            return name.clone();
        }
        match actor.split_once(':') {
            Some(("account", _)) => "somebody who has no account any more".to_owned(),
            Some(("key", _)) => "an API key".to_owned(),
            Some(("mail", _)) => "the host, by the link in a mail".to_owned(),
            Some(("link", _)) => "whoever took an invitation".to_owned(),
            Some((_, subject)) => subject.to_owned(),
            None if actor == "system" => "the system, in time".to_owned(),
            None => format!("the {actor}"),
        }
    }
}
