//! Where a request comes from, as far as that can be known: for counting failures, for nothing else.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, SocketAddr};

/// The address that a request comes from; none where the router is called in process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address(Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip());
        // Only a proxy on this machine is believed, and of what it passes on only what it added itself: the last.
        let forwarded = parts.headers.get("x-forwarded-for");
        let forwarded = forwarded
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.rsplit(',').next()?.trim().parse().ok());
        let is_proxy = peer.is_some_and(|peer| peer.is_loopback());
        Ok(Self(forwarded.filter(|_| is_proxy).or(peer)))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(address) => address.fmt(f),
            None => f.write_str("here"),
        }
    }
}
