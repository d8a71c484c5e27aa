//! The table of routes: one line makes the route, its place in the OpenAPI document and in the tests.

use super::{healthz, openapi, readyz};
use crate::app::App;
use crate::{account, business, key, live, menu, report, review, sync, till};
use axum::Router;
use axum::routing::{delete, get, patch, post, put};

/// A route as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `get`, `post`, `put`, `patch` or `delete`.
    pub method: &'static str,
    /// The address, with its parameters in braces.
    pub path: &'static str,
    /// Who may ask.
    pub by: Caller,
    /// What it does.
    pub summary: &'static str,
    /// The schema of the body that is sent, where there is one.
    pub body: Option<&'static str>,
    /// The schema of the answer.
    pub answer: &'static str,
}

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anybody.
    Anybody,
    /// A person who is signed in.
    Person,
    /// A till, by its signature.
    Till,
}

macro_rules! routes {
    ($($method:ident $path:literal $by:ident $handler:path, $summary:literal, $body:expr => $answer:literal;)*) => {
        /// Every route of the API.
        pub const ROUTES: &[Route] = &[$(Route {
            method: stringify!($method),
            path: $path,
            by: Caller::$by,
            summary: $summary,
            body: $body,
            answer: $answer,
        }),*];

        /// The routes, with their handlers.
        pub(super) fn api() -> Router<App> {
            Router::new()$(.route($path, $method($handler)))*
        }
    };
}

routes! {
    get "/healthz" Anybody healthz, "The process answers.", None => "text";
    get "/readyz" Anybody readyz, "The database answers too.", None => "text";
    get "/openapi.json" Anybody openapi, "This document.", None => "object";
    get "/api/v1/keys" Anybody key::publish, "The keys that the server has signed with, newest last.", None => "Keys";
    get "/api/v1/public/businesses/{business}" Anybody business::show_public, "What anybody may know of a cafe.", None => "PublicBusiness";
    post "/api/v1/auth/login" Anybody account::login, "Signs in.", Some("LoginRequest") => "SignedIn";
    post "/api/v1/auth/refresh" Anybody account::refresh, "The next tokens, for a refresh token in the body or the cookie.", Some("RefreshRequest") => "SignedIn";
    post "/api/v1/auth/logout" Anybody account::logout, "Ends the session.", Some("RefreshRequest") => "nothing";
    get "/api/v1/account" Person account::show, "Who is signed in.", None => "AccountView";
    get "/api/v1/businesses" Person business::list, "The businesses of the account.", None => "[BusinessView]";
    post "/api/v1/businesses" Person business::create_one, "Makes a business.", Some("CreateBusiness") => "BusinessView";
    get "/api/v1/businesses/{business}/analytics/sales" Person report::sales, "The figures of a period.", None => "SalesReport";
    put "/api/v1/businesses/{business}/opening-hours" Person business::set_hours, "Says when the cafe is open.", Some("[OpeningHours]") => "[OpeningHours]";
    get "/api/v1/businesses/{business}/menu" Person menu::show, "The menu.", None => "MenuView";
    post "/api/v1/businesses/{business}/menu/products" Person menu::add, "A new product.", Some("NewProduct") => "ProductView";
    patch "/api/v1/businesses/{business}/menu/products/{product}" Person menu::change, "Other fields of a product.", Some("ChangeProduct") => "ProductView";
    delete "/api/v1/businesses/{business}/menu/products/{product}" Person menu::remove, "Takes a product off the menu.", None => "nothing";
    get "/api/v1/businesses/{business}/live" Person live::listen, "Server-sent events: something arrived.", None => "events";
    get "/api/v1/businesses/{business}/reviews" Person review::list, "What only the owner can judge: missing sales, numbers printed twice.", None => "Reviews";
    get "/api/v1/businesses/{business}/set-aside" Person sync::list_aside, "Entries that are stored but not counted, for review.", None => "[AsideView]";
    post "/api/v1/businesses/{business}/enrolment-codes" Person till::make_code, "A fresh enrolment code.", Some("CodeRequest") => "EnrolmentCodeView";
    get "/api/v1/businesses/{business}/tills" Person till::list, "The tills.", None => "[TillView]";
    patch "/api/v1/businesses/{business}/tills/{till}" Person till::change, "Renames a till.", Some("ChangeTill") => "TillView";
    post "/api/v1/businesses/{business}/tills/{till}/revoke" Person till::revoke, "Revokes a till: it is told nothing, and what it sends is set aside.", None => "TillView";
    post "/api/v1/businesses/{business}/tills/{till}/reinstate" Person till::reinstate, "Takes a till back and approves what it sent meanwhile.", None => "TillView";
    post "/api/v1/tills/enrol" Till till::enrol, "A till joins a business with a code.", Some("EnrolRequest") => "EnrolAnswer";
    post "/api/v1/sync/hello" Till sync::hello, "Where a till stands, and what the server makes of it.", Some("HelloRequest") => "HelloAnswer";
    post "/api/v1/sync/push" Till sync::push, "Entries of a till.", Some("PushRequest") => "PushAnswer";
    get "/api/v1/sync/pull" Till sync::pull, "A page of the business's feed.", None => "PullPage";
    get "/api/v1/sync/poke" Till sync::poke, "Server-sent events: something arrived from others.", None => "events";
}
