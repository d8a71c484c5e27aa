//! ui/kit
