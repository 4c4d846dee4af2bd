//! `holiday-sets`: the public holidays that users and tenants choose from.

use actix_web::{HttpRequest, get, web::Data};

use super::{
    answer::{Answer, ok},
    auth::Admin,
    extract::{Query, path_name},
};
use crate::{
    AppState,
    wire::holidays::{HolidaySetAnswer, HolidaySetList, HolidaySetQuery},
};

/// Lists the countries, and their parts, whose public holidays are known.
#[utoipa::path(
    tag = "Holidays", operation_id = "listHolidaySets",
    responses((status = 200, description = "The sets", body = HolidaySetList)),
)]
#[get("/holiday-sets")]
pub(super) async fn list(state: Data<AppState>, admin: Admin) -> Answer {
    Ok(ok(&HolidaySetList::of(state.engine().list_holiday_sets(&admin.0)?)))
}

/// Shows the public holidays of a country, or of a part of one.
///
/// They are known from `coveredFrom` to `coveredUntil`; later ones come with a new release.
#[utoipa::path(
    tag = "Holidays", operation_id = "getHolidaySet",
    params(("code" = String, Path, description = "The set"), HolidaySetQuery),
    responses((status = 200, description = "The holidays", body = HolidaySetAnswer)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/holiday-sets/{code}")]
pub(super) async fn show(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    query: Query<HolidaySetQuery>,
) -> Answer {
    let set = state.engine().get_holiday_set(&admin.0, &path_name(&request, "code")?)?;
    Ok(ok(&HolidaySetAnswer::of(set, &query.0)))
}
