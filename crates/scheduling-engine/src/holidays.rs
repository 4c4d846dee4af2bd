//! The sets of public holidays that hosts and tenants choose from. They are part of the program: nothing is read here.
//!
//! Which of them count is said in a host's profile, or in the tenant's settings.

use scheduling_core::{HolidaySet, HolidaySetCode, Scope};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    principal::Principal,
};

impl Engine {
    /// All sets, by their codes: a country comes right before its parts.
    ///
    /// # Errors
    /// The scope is missing.
    pub fn list_holiday_sets(
        &self,
        principal: &Principal,
    ) -> Result<impl Iterator<Item = &'static HolidaySet>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        Ok(HolidaySet::all())
    }

    /// One set.
    ///
    /// # Errors
    /// There is none; the scope is missing.
    pub fn get_holiday_set(
        &self,
        principal: &Principal,
        code: &HolidaySetCode,
    ) -> Result<&'static HolidaySet, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        HolidaySet::find(code).ok_or(Failure::NotFound(What::HolidaySet))
    }
}
