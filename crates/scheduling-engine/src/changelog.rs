//! Shows who changed what.

use scheduling_core::Scope;
use scheduling_store::{
    Page, PageRequest,
    changelog::{self, Change, ChangeFilter},
};

use crate::{
    Engine,
    failure::{Failure, Nothing},
    principal::Principal,
};

/// Which changes to list.
#[derive(Clone, Debug, Default)]
pub struct ChangelogQuery {
    /// What they must be like.
    pub filter: ChangeFilter,
    /// Which page of them.
    pub page: PageRequest,
}

impl Engine {
    /// Lists what was changed in the tenant, newest first.
    ///
    /// It is for the scope `admin` alone: entries about what is gone, such as a deleted schedule, name no host any more,
    /// so that nobody could say which of them are a host's own.
    ///
    /// # Errors
    /// The scope is missing; the store failed.
    pub async fn changelog(
        &self,
        principal: &Principal,
        query: ChangelogQuery,
    ) -> Result<Page<Change>, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let ChangelogQuery { filter, page } = query;
        Ok(self.parts.store.read(&principal.scope(), changelog::list(filter, page)).await?)
    }
}
