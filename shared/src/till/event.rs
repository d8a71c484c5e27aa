//! What a till records about itself. These bodies are frozen by golden files.

use crate::business::BusinessSettings;
use crate::id::BusinessId;
use crate::money::Currency;
use crate::order::TillCode;
use serde::{Deserialize, Serialize};

/// Anything that can happen to a till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TillEvent {
    /// It wrote its first entry.
    Started(Started),
    /// It joined a business.
    Joined(Joined),
    /// Its screen was set up.
    PreferencesSet(PreferencesSet),
}

/// A till's first entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// The program's version.
    pub app_version: String,
    /// The currency it counts in until it joins a business.
    pub currency: Currency,
    /// The code on its receipts until it joins a business.
    pub code: TillCode,
}

/// A till joined a business. Binds the series to it, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The business.
    pub business: BusinessId,
    /// Its settings at that moment.
    pub settings: BusinessSettings,
    /// The till's code in it.
    pub till_code: TillCode,
    /// The till's name in it.
    pub till_name: String,
}

/// How a till's screen is set up; what is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreferencesSet {
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Light or dark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
}

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Spanish of Argentina.
    #[default]
    #[serde(rename = "es-AR")]
    Spanish,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Portuguese of Brazil.
    #[serde(rename = "pt-BR")]
    Portuguese,
}

/// The colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device is set.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}
