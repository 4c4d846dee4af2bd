//! The script that a tenant's site loads to show the booking pages in a frame. It is the same for everybody.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use scheduling_render::pages::EMBED;
use sha2::{Digest as _, Sha256};

use super::{answer::Answer, public::is_known};
use crate::problem::{Code, Problem};

/// Where it is.
pub(super) const SERVED_AT: &str = "/embed.js";

static TAG: LazyLock<String> = LazyLock::new(|| format!("\"{:x}\"", Sha256::digest(EMBED)));

pub(super) fn embed(config: &mut web::ServiceConfig) {
    let other =
        || async { Err::<HttpResponse, _>(Problem::new(Code::MethodNotAllowed).with_allow("GET, HEAD".to_owned())) };
    config.service(web::resource("").route(web::get().to(serve)).default_service(web::to(other)));
}

async fn serve(request: HttpRequest) -> Answer {
    let known = is_known(request.headers(), &TAG);
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::ETAG, TAG.as_str()))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        // Sites that isolate themselves load it all the same.
        .insert_header(("cross-origin-resource-policy", "cross-origin"));
    Ok(if known { answer.finish() } else { answer.content_type("text/javascript; charset=utf-8").body(EMBED) })
}
