//! Static actix handlers: the reference that the served API is measured against. It answers `/hello` with a word, and
//! `/static` with the content of the file that it is given. It prints its address.

use actix_web::{App, HttpResponse, HttpServer, http::header::ContentType, web};

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: reference FILE")?;
    let body = web::Bytes::from(std::fs::read(path)?);
    let server = HttpServer::new(move || {
        let body = body.clone();
        App::new().route("/hello", web::get().to(|| async { "hello" })).route(
            "/static",
            web::get().to(move || {
                let body = body.clone();
                async move { HttpResponse::Ok().content_type(ContentType::json()).body(body) }
            }),
        )
    })
    .bind(("127.0.0.1", 0))?;
    println!("{}", server.addrs().first().ok_or("no address")?);
    server.run().await?;
    Ok(())
}
