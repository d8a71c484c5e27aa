//! pos-app/till
