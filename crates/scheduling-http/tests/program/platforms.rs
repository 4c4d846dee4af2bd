//! Servers that are told which embedding platforms to believe, and by which keys.

use std::fs;

use scheduling_testkit::{
    db::TestDb,
    issuer::{ACME_ONLY, AUDIENCE, PLATFORM, public_key, signed, token},
};
use serde_json::{Value, json};

use crate::{
    http::Client,
    process::{Home, Server, TOKEN_KEYS},
};

/// The key of the example in RFC 8037, appendix A.2: a good one, but not that of the platform.
const ANOTHER_KEY: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
/// In 2100 and in 2000: the server has a clock of its own.
const AHEAD: i64 = 4_102_444_800;
const LONG_AGO: i64 = 946_684_800;

/// A file with one platform, which signs with this key.
fn issuers(home: &Home, name: &str, key: &str) -> String {
    let keys = json!([{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": "k1", "x": key}]);
    let path = home.path().join(name);
    fs::write(&path, json!([{"issuer": PLATFORM, "audience": AUDIENCE, "keys": keys}]).to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What a token for an admin of `acme` says.
fn claims() -> Value {
    json!({"iss": PLATFORM, "aud": AUDIENCE, "sub": "ada", "tenant": "acme", "role": "admin", "exp": AHEAD})
}

fn with(claim: &str, value: impl Into<Value>) -> Value {
    let mut claims = claims();
    claims[claim] = value.into();
    claims
}

/// How a server answers who presents a token.
fn status(server: &Server, token: &str) -> u16 {
    Client::new(server.base_url(), token).send("GET", "/api/admin/scheduling/users", None).status
}

#[tokio::test]
async fn tokens_of_the_platforms_that_the_server_is_told_of_are_taken_and_no_others() {
    let (home, database) = (Home::new(), TestDb::create().await);
    let (url, file) = (database.app_url(), issuers(&home, "issuers.json", &public_key()));
    let environment = [("DATABASE_URL", url.as_str()), ("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS)];
    home.run(&["tenant", "create", "--slug", "acme", "--name", "Acme"], &environment).success();

    let server = home.serve(&["serve", "--jwt-issuers", &file], &environment);
    assert_eq!(status(&server, &token(&claims())), 200);
    let unsigned = signed(&json!({"alg": "EdDSA", "kid": "k1"}), &claims(), |_| vec![0; 64]);
    let none = signed(&json!({"alg": "none", "kid": "k1"}), &claims(), |_| Vec::new());
    let unknown = signed(&json!({"alg": "EdDSA", "kid": "k2"}), &claims(), |_| vec![0; 64]);
    for (refused, why) in [
        (unsigned, "no signature of that key"),
        (none, "no signature at all"),
        (unknown, "a key that is not in the file"),
        (token(&with("iss", ACME_ONLY)), "a platform that is not in the file"),
        (token(&with("aud", "billing")), "for somebody else"),
        (token(&with("exp", LONG_AGO)), "over"),
        (token(&with("tenant", "globex")), "no such tenant"),
    ] {
        assert_eq!(status(&server, &refused), 401, "{why}");
    }
    server.stop();

    // By the variable, from a platform that signs with another key; and without a word about platforms.
    let another = issuers(&home, "another.json", ANOTHER_KEY);
    let told = [&environment[..], &[("SCHEDULING_JWT_ISSUERS", another.as_str())]].concat();
    for environment in [&told[..], &environment] {
        let server = home.serve(&["serve"], environment);
        assert_eq!(status(&server, &token(&claims())), 401);
        server.stop();
    }
    let told = [&environment[..], &[("SCHEDULING_JWT_ISSUERS", file.as_str())]].concat();
    let server = home.serve(&["serve"], &told);
    assert_eq!(status(&server, &token(&claims())), 200);
    server.stop();
}

#[tokio::test]
async fn a_server_that_cannot_read_its_platforms_does_not_start() {
    let (home, database) = (Home::new(), TestDb::create().await);
    let url = database.app_url();
    let environment = [("DATABASE_URL", url.as_str()), ("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS)];
    let serve = |file: &str| home.run(&["serve", "--port", "0", "--jwt-issuers", file], &environment);
    serve("nowhere.json").failed_with(&["cannot read nowhere.json"]);
    fs::write(home.path().join("broken.json"), "[{}]").unwrap();
    serve("broken.json").failed_with(&["broken.json: "]);
    let short = issuers(&home, "short.json", "AAAA");
    serve(&short).failed_with(&["short.json: "]);
}
