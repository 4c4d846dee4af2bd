//! How handlers answer.

use std::fmt::Display;

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, http::StatusCode, http::header, web::Bytes};
use futures_util::stream::unfold;
use scheduling_engine::{Done, TenantArchive};
use serde::Serialize;

use crate::problem::Problem;

/// What a handler returns.
pub(crate) type Answer = Result<HttpResponse, Problem>;

/// 200 with a body.
pub(crate) fn ok(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().json(body)
}

/// 200 with what a write has done.
pub(crate) fn done(done: &Done<impl Serialize>) -> HttpResponse {
    written(StatusCode::OK, done.replayed).json(&done.outcome)
}

/// 201 with what was made; it is found at the request's path and its id.
pub(crate) fn created(request: &HttpRequest, id: impl Display, made: &Done<impl Serialize>) -> HttpResponse {
    let location = format!("{}/{id}", request.path().trim_end_matches('/'));
    written(StatusCode::CREATED, made.replayed).insert_header((header::LOCATION, location)).json(&made.outcome)
}

/// 201 with what took the place of the thing that the request's path, `…/{id}/{action}`, names.
pub(crate) fn replaced(request: &HttpRequest, id: impl Display, made: &Done<impl Serialize>) -> HttpResponse {
    let all = request.path().trim_end_matches('/').rsplitn(3, '/').nth(2).unwrap_or_default();
    written(StatusCode::CREATED, made.replayed)
        .insert_header((header::LOCATION, format!("{all}/{id}")))
        .json(&made.outcome)
}

/// 201 with what was made, which cannot be asked for by itself.
pub(crate) fn created_only(made: &Done<impl Serialize>) -> HttpResponse {
    written(StatusCode::CREATED, made.replayed).json(&made.outcome)
}

/// 202 with what will be done.
pub(crate) fn accepted(begun: &Done<impl Serialize>) -> HttpResponse {
    written(StatusCode::ACCEPTED, begun.replayed).json(&begun.outcome)
}

/// 204 after a write that leaves nothing to show.
pub(crate) fn gone(replayed: bool) -> HttpResponse {
    written(StatusCode::NO_CONTENT, replayed).finish()
}

/// 200 with an archive, written as it is read. If it cannot be written to its end the connection breaks.
pub(crate) fn lines(archive: TenantArchive) -> HttpResponse {
    let chunks = unfold(archive, async |mut archive| {
        let chunk = archive.next().await?;
        Some((chunk.map(Bytes::from).inspect_err(|error| tracing::warn!(%error, "an archive was cut short")), archive))
    });
    HttpResponse::Ok().content_type("application/x-ndjson").streaming(chunks)
}

/// Says so when the answer is that of an earlier request with the same key.
fn written(status: StatusCode, replayed: bool) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    if replayed {
        response.insert_header(("idempotency-replayed", "true"));
    }
    response
}
