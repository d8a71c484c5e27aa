//! The server's API as a script uses it.

use anyhow::{Context, Result, ensure};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

/// Somebody who is signed in.
pub struct Owner {
    client: Client,
    url: String,
    token: String,
}

impl Owner {
    /// Signs in.
    pub async fn sign_in(url: &str, email: &str, password: &str) -> Result<Self> {
        let client = Client::new();
        let login = client.post(format!("{url}/api/v1/auth/login"));
        let answer = login
            .json(&json!({"email": email, "password": password}))
            .send()
            .await?;
        let answer: Value = answer.error_for_status()?.json().await?;
        let token = answer["access_token"]
            .as_str()
            .context("no access_token")?
            .to_owned();
        Ok(Self {
            client,
            url: url.to_owned(),
            token,
        })
    }

    /// One request, whatever its status.
    pub async fn ask(&self, method: Method, path: &str) -> Result<Response> {
        let request = self
            .client
            .request(method, format!("{}/api/v1{path}", self.url));
        Ok(request.bearer_auth(&self.token).send().await?)
    }

    /// Something made, that must succeed, and its JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.send(Method::POST, path, body).await
    }

    /// Something changed, that must succeed, and its JSON.
    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Result<Value> {
        let address = format!("{}/api/v1{path}", self.url);
        let request = self.client.request(method, address);
        let answer = request.bearer_auth(&self.token).json(body).send().await?;
        let status = answer.status();
        let body: Value = answer.json().await?;
        ensure!(status.is_success(), "{path} answered {status}: {body}");
        Ok(body)
    }

    /// One request that must succeed, and its JSON.
    pub async fn get(&self, path: &str) -> Result<Value> {
        let answer = self.ask(Method::GET, path).await?;
        let status = answer.status();
        let body: Value = answer.json().await?;
        ensure!(status.is_success(), "{path} answered {status}: {body}");
        Ok(body)
    }
}
