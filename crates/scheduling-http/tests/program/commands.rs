//! The commands of an operator, on a database that is somebody's.

use scheduling_testkit::db::TestDb;
use serde_json::{Value, json};
use tokio_postgres::NoTls;

use crate::{
    http::Client,
    process::{Home, TOKEN_KEYS},
};

/// Each command on each unfit database says what to run.
#[tokio::test]
async fn an_unfit_database_is_refused_with_the_command_to_run() {
    let (home, empty, fit) = (Home::new(), TestDb::create_empty().await, TestDb::create().await);
    let (missing, superuser) = (empty.app_url(), fit.superuser_url());
    let serve = |url: &str| {
        home.run(&["serve", "--port", "0"], &[("DATABASE_URL", url), ("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS)])
    };
    let tenant = |url: &str| home.run(&["tenant", "create", "--slug", "a", "--name", "A"], &[("DATABASE_URL", url)]);
    for said in [serve(&missing), tenant(&missing)] {
        said.failed_with(&["has no schema", "run `scheduling-http migrate` with the owner's address"]);
    }
    for said in [serve(&superuser), tenant(&superuser)] {
        said.failed_with(&["superuser", "connect as the application role", "scheduling-http migrate --create-roles"]);
    }
    serve(&fit.owner_url()).failed_with(&["the role scheduling_owner", "connect as the application role"]);

    let (client, connection) = tokio_postgres::connect(&superuser, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let forget =
        "DELETE FROM refinery_schema_history WHERE version = (SELECT max(version) FROM refinery_schema_history)";
    client.batch_execute(forget).await.unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
    serve(&fit.app_url()).failed_with(&["the schema is at version", "run `scheduling-http migrate`"]);
    let doctor = home.run(&["doctor"], &[("DATABASE_URL", &fit.app_url())]);
    doctor.failed_with(&["checks failed"]);
    assert!(doctor.out.contains("FAILED  schema: at version"), "{doctor:?}");
}

#[tokio::test]
async fn an_operator_goes_from_an_empty_database_to_a_server() {
    let (home, database) = (Home::new(), TestDb::create_empty().await);
    let (url, owner) = (database.app_url(), database.owner_url());
    let owner = [("DATABASE_OWNER_URL", owner.as_str())];
    assert!(home.run(&["migrate", "--create-roles=print"], &[]).success().contains("scheduling_app"));
    assert!(home.run(&["migrate"], &owner).success().starts_with("applied 0001 "));
    assert_eq!(home.run(&["migrate"], &owner).success(), "the schema is current\n");

    let environment = [("DATABASE_URL", url.as_str()), ("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS)];
    let run = |arguments: &[&str]| home.run(arguments, &environment);
    let doctor = run(&["doctor"]).success();
    assert_eq!(doctor.matches("ok      ").count(), 11, "{doctor}");
    assert!(doctor.contains("mails: not configured"), "{doctor}");
    assert!(doctor.contains("BYPASSRLS"), "{doctor}");
    let tenant = ["tenant", "create", "--slug", "acme", "--name", "Acme"];
    assert!(run(&tenant).success().ends_with(" acme\n"));
    run(&tenant).failed_with(&["another tenant has this slug"]);
    let key = run(&["key", "create", "--tenant", "acme", "--name", "all"]).success();
    run(&["key", "create", "--tenant", "other", "--name", "all"]).failed_with(&["there is no such tenant"]);

    // What is exported is imported under another name, and no file is written over.
    let archive = home.path().join("acme.jsonl");
    let file = archive.to_str().unwrap();
    assert_eq!(run(&["tenant", "export", "--tenant", "acme", "--file", file]).success(), "");
    run(&["tenant", "export", "--tenant", "acme", "--file", file]).failed_with(&["cannot make", "acme.jsonl"]);
    assert_eq!(run(&["tenant", "export", "--tenant", "acme"]).success().lines().count(), 4);
    let import = ["tenant", "import", "--slug", "acme-2", "--name", "Acme", "--file", file];
    assert!(run(&import).success().ends_with(" acme-2\n"));
    run(&import).failed_with(&["another tenant has this slug"]);
    std::fs::write(&archive, "{}\n").unwrap();
    let broken = ["tenant", "import", "--slug", "acme-3", "--name", "Acme", "--file", file];
    run(&broken).failed_with(&["not an archive of a tenant"]);

    let server = home.serve(&["serve"], &environment);
    let unknown = ["tenant", "username", "eventSlug", "apiKey", "platformKey"];
    assert!(unknown.iter().all(|member| server.ready[member] == Value::Null), "{}", server.ready);
    assert_eq!(server.ready.as_object().unwrap().len(), 6);
    let admin = Client::new(server.base_url(), key.trim());
    let ids: Vec<String> = ["ada", "grace"]
        .map(|name| {
            let user = json!({"userId": name, "username": name, "displayName": name, "email": "a@example.org"});
            admin.change("POST", "users", &user)["id"].as_str().unwrap().to_owned()
        })
        .into();

    // A key of a host reaches that host, by default, and no one else.
    for host in ["ada", ids[0].as_str()] {
        let bound = run(&["key", "create", "--tenant", "acme", "--name", "ada's", "--host", host]).success();
        let bound = Client::new(server.base_url(), bound.trim());
        let status = |id: &str| bound.send("GET", &format!("/api/admin/scheduling/users/{id}"), None).status;
        assert_eq!((status(&ids[0]), status(&ids[1])), (200, 404), "{host}");
        let type_of = |id: &str| json!({"userId": id, "name": host, "slug": "own", "duration": 30});
        let made = bound.send("POST", "/api/admin/scheduling/event-types", Some(&type_of(&ids[1])));
        assert!(made.status >= 400, "{}", made.body);
        let settings = bound.send("PUT", "/api/admin/scheduling/settings", Some(&json!({})));
        assert!(settings.status >= 400, "{}", settings.body);
    }
    let nobody = run(&["key", "create", "--tenant", "acme", "--name", "x", "--host", "nobody"]);
    nobody.failed_with(&["no host with the username nobody"]);
    server.stop();
    assert!(!home.ready_file().exists());
}

#[test]
fn messages_name_what_can_be_given_and_no_secret() {
    let home = Home::new();
    let key = ["key", "create", "--tenant", "acme", "--name", "x"];
    home.run(&key, &[]).failed_with(&["DATABASE_URL", "--database-url"]);
    home.run(&["doctor"], &[]).failed_with(&["DATABASE_URL", "--database-url"]);
    home.run(&["migrate"], &[]).failed_with(&["DATABASE_OWNER_URL", "--database-owner-url"]);
    home.run(&["migrate", "--create-roles"], &[]).failed_with(&["DATABASE_OWNER_URL"]);
    home.run(&[&key[..], &["--scopes", "foo"]].concat(), &[]).failed_with(&[
        "read",
        "bookings:write",
        "config:write",
        "admin",
    ]);
    home.run(&[&key[..], &["--host", "Ada L"]].concat(), &[]).failed_with(&["USERNAME|ID"]);
    for arguments in [&["doctor"][..], &["serve"], &key] {
        let said = home.run(arguments, &[("DATABASE_URL", "s3cret"), ("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS)]);
        said.failed_with(&["DATABASE_URL", "postgresql://scheduling_app:…@HOST/DATABASE"]);
        assert!(!said.err.contains("s3cret"), "{said:?}");
    }
    let address = ("DATABASE_URL", "host=/nowhere user=scheduling_app");
    home.run(&["serve"], &[address]).failed_with(&["SCHEDULING_TOKEN_KEYS is not set", "openssl rand"]);
    let said = home.run(&["serve"], &[address, ("SCHEDULING_TOKEN_KEYS", "k1:s3cret")]);
    said.failed_with(&["SCHEDULING_TOKEN_KEYS: "]);
    assert!(!said.err.contains("s3cret"), "{said:?}");
    home.run(&["serve"], &[address, ("SCHEDULING_LOG", "verbose")])
        .failed_with(&["SCHEDULING_LOG", "off, error, warn"]);
}

#[test]
fn a_server_that_does_not_start_leaves_no_ready_file() {
    let home = Home::new();
    std::fs::write(home.ready_file(), r#"{"baseUrl":"http://127.0.0.1:1"}"#).unwrap();
    let nowhere = [("DATABASE_URL", "host=/nowhere user=x"), ("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS)];
    home.run(&["serve", "--ready-file", "ready.json"], &nowhere).failed_with(&["the database cannot be reached"]);
    assert!(!home.ready_file().exists());
}
