//! The counter's page: what a barista sees and touches.
//!
//! One state, one closed set of actions, one reducer; components draw the state and say what was touched.
//! Absent on purpose: rules and arithmetic. What may be done is asked of the till, what it costs of `shared`.

pub mod counter;
pub mod kitchen;
pub mod menu;
pub mod order;
pub mod payment;
pub mod printing;
pub mod refund;
pub mod shift;
pub mod split;
pub mod staff;
pub mod sync;
pub mod tabs;
pub mod till;
