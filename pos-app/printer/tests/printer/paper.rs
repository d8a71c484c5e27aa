//! The page as it is stored, in a queue or a file.

use super::receipt::receipt;
use printer::escpos::Profile;
use printer::paper::{Block, Page, Picture};

#[test]
fn a_page_is_the_same_after_it_was_stored() {
    let stored = serde_json::to_string(&receipt()).unwrap();
    assert_eq!(serde_json::from_str::<Page>(&stored).unwrap(), receipt());
}

#[test]
fn a_block_can_be_written_by_hand() {
    let page: Page = serde_json::from_str(
        r#"{"blocks":[{"text":{"text":"Hola"}},{"pair":{"left":"Total","right":"1,00"}},{"row":{"name":"Té"}},
           {"mark":"ANULADO"},{"rule":"thick"},"blank",{"feed":2},"cut",{"drawer":"pin2"}]}"#,
    )
    .unwrap();
    assert_eq!(page.blocks[0], Block::text("Hola"));
    assert_eq!(page.blocks.len(), 9);
    let profile: Profile = serde_json::from_str(r#"{"width":"mm58","code_page":"cp850"}"#).unwrap();
    assert_eq!(profile.table(), 2);
}

#[test]
fn bits_that_are_no_picture_are_refused() {
    assert!(Picture::from_bits(9, 2, vec![0; 4]).is_ok());
    assert!(Picture::from_bits(9, 2, vec![0; 3]).is_err());
    assert!(Picture::from_bits(u32::MAX, u32::MAX, Vec::new()).is_err());
    let refused = serde_json::from_str::<Picture>(r#"{"width":8,"height":1,"bits":[1,2]}"#);
    assert!(refused.unwrap_err().to_string().contains("8 by 1"));
}
