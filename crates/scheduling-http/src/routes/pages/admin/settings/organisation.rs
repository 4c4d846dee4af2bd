//! How the tenant looks, and its rules.

use actix_web::{HttpResponse, http::StatusCode};
use scheduling_core::Scope;
use scheduling_engine::Writing;
use scheduling_render::pages::admin::{Entered, OrganisationPage, Section};

use super::is_theirs;
use crate::{
    problem::{Code, Problem},
    routes::{
        answer::Answer,
        pages::admin::{
            desk::{Desk, see_other},
            filled::{Filled, entered_of},
        },
    },
    wire::settings::{Settings, SettingsInput},
};

/// Shows what is set.
pub(in super::super) async fn show(desk: Desk) -> Answer {
    if !desk.principal.has(Scope::Admin) {
        return Err(Problem::new(Code::Forbidden));
    }
    let settings = Settings::from(desk.engine().get_tenant(&desk.principal).await?.settings);
    Ok(page(&desk, StatusCode::OK, &entered_of(&settings)?))
}

/// Sets it.
pub(in super::super) async fn replace(filled: Filled) -> Answer {
    match replaced(&filled).await {
        Ok(()) => Ok(see_other("/admin/settings?done=saved")),
        Err(problem) if is_theirs(&problem) => {
            Ok(page(&filled.desk, problem.code().status(), &filled.form.again(&problem)))
        }
        Err(problem) => Err(problem),
    }
}

async fn replaced(filled: &Filled) -> Result<(), Problem> {
    let settings = filled.form.read::<SettingsInput>()?.into_settings();
    filled.desk.engine().replace_settings(&filled.desk.principal, Writing::once(settings)).await?;
    Ok(())
}

fn page(desk: &Desk, status: StatusCode, entered: &Entered) -> HttpResponse {
    let page = OrganisationPage { entered };
    desk.show((status, Section::Settings), |shell, frame| page.render(shell, frame))
}
