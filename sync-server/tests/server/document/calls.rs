//! Calls of a running server, each answer held against what the document says of its route.

use super::held::Document;
use crate::till::TestTill;
use crate::world::{Answer, Owner, World};
use axum::body::Body;
use axum::http::{Request, Response};
use serde_json::Value;
use std::collections::BTreeSet;
use tower::ServiceExt;

/// The calls made so far.
pub struct Calls<'w> {
    pub world: &'w World,
    pub document: Document,
    /// Routes that have answered what they answer when all is well.
    called: BTreeSet<String>,
}

impl<'w> Calls<'w> {
    pub fn of(world: &'w World) -> Self {
        Self {
            world,
            document: Document::new(),
            called: BTreeSet::new(),
        }
    }

    /// Sends a request of `route`, such as `get /api/v1/keys`.
    pub async fn send(&mut self, route: &str, request: Request<Body>) -> Answer {
        let answer = self.world.send(request).await;
        self.answered(route, &answer);
        answer
    }

    /// An owner asks something of the own business, and of this till where the route names one.
    pub async fn ask(
        &mut self,
        owner: &Owner<'_>,
        route: &str,
        till: Option<&TestTill>,
        body: Option<Value>,
    ) -> Answer {
        let till = till.map(|till| till.id().to_string()).unwrap_or_default();
        self.ask_of(owner, route, ("{till}", &till), body).await
    }

    /// The same about something else that the route names.
    pub async fn ask_of(
        &mut self,
        owner: &Owner<'_>,
        route: &str,
        (name, id): (&str, &str),
        body: Option<Value>,
    ) -> Answer {
        if let Some(body) = &body {
            self.asked(route, body);
        }
        let (method, path) = route.split_once(' ').unwrap();
        let path = path.replace("{business}", &owner.business.to_string());
        let path = path.replace(name, id);
        let answer = owner
            .call(&method.to_uppercase(), &path, body.as_ref())
            .await;
        self.answered(route, &answer);
        answer
    }

    /// Holds the body of a request against the document.
    pub fn asked(&mut self, route: &str, body: &Value) {
        let content = &self.operation(route)["requestBody"]["content"];
        let schema = content["application/json"]["schema"].clone();
        self.document.hold_schema(&schema, body, route);
    }

    /// Listens to a stream of events; the stream itself never ends.
    pub async fn listen(&mut self, route: &str, request: Request<Body>) {
        let response = self.world.router.clone().oneshot(request).await.unwrap();
        let response: Response<()> = response.map(|_| ());
        let described = self.described(route, response.status().as_str());
        assert!(described["text/event-stream"].is_object(), "{route}");
        let kind = response.headers()["content-type"].to_str().unwrap();
        assert!(kind.starts_with("text/event-stream"), "{route}: {kind}");
    }

    fn answered(&mut self, route: &str, answer: &Answer) {
        let described = self.described(route, answer.status.as_str());
        let Some(content) = described.as_object() else {
            assert_eq!(answer.text, "", "{route}");
            return;
        };
        let (kind, content) = content.iter().next().unwrap();
        let given = answer.headers["content-type"].to_str().unwrap();
        assert!(given.starts_with(kind), "{route}: {given} {}", answer.text);
        if let Some(schema) = content.get("schema") {
            self.document.hold_schema(schema, &answer.json, route);
        }
    }

    /// What the document says an answer with this status holds.
    fn described(&mut self, route: &str, status: &str) -> Value {
        let responses = self.operation(route)["responses"].clone();
        match responses.get(status) {
            Some(response) => {
                self.called.insert(route.to_owned());
                response["content"].clone()
            }
            None => responses["default"]["content"].clone(),
        }
    }

    fn operation(&self, route: &str) -> &Value {
        let (method, path) = route.split_once(' ').unwrap();
        let operation = &self.document.json["paths"][path][method];
        assert!(operation.is_object(), "{route} is not in the document");
        operation
    }

    /// Every route of the document that has not answered what it answers when all is well.
    pub fn not_called(&self) -> Vec<String> {
        let mut routes = Vec::new();
        for (path, operations) in self.document.json["paths"].as_object().unwrap() {
            let methods = operations.as_object().unwrap().keys();
            routes.extend(methods.map(|method| format!("{method} {path}")));
        }
        routes.retain(|route| !self.called.contains(route));
        routes
    }
}
