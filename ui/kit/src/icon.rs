//! The product's own drawings: a 24 grid, a stroke of 1.8, round ends. Hidden from assistive technology: a name
//! is always beside them or on their button.

use yew::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident $path:literal;)*) => {
        /// A drawing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($(#[$doc])* $name),* }

        impl Icon {
            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),* }
            }
        }
    };
}

icons! {
    /// An arrow down.
    ArrowDown "M12 5v13M6.500 13l5.500 5.500 5.500-5.500";
    /// An arrow to the left.
    Back "M4 12h16M10 6l-6 6 6 6";
    /// A bag of coffee.
    Bag "M7.500 3.500h9L18 8v11a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V8zM6 8h12M10 13h4";
    /// A crossed circle.
    Ban "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.500 6.500l11 11";
    /// A barcode.
    Barcode "M4 6v12M8 6v12M11 6v12M15 6v12M17.5 6v12M20.5 6v12";
    /// A bell.
    Bell "M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500l1.500 1.500H5zM10.500 20.500h3";
    /// A bin.
    Bin "M5 7h14M10 7V4.500h4V7M7 7l.8 13h8.400L17 7";
    /// A slice of cake.
    Cake "M4 11.500 15 6a5 5 0 0 1 5 5v8H4zM4 14.500h16";
    /// A calendar.
    Calendar "M5 6h14v14H5zM5 10h14M9 3.500V7M15 3.500V7";
    /// A card.
    Card "M4.500 6h15A1.500 1.500 0 0 1 21 7.500v9a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 16.500v-9A1.500 1.500 0 0 1 4.500 6zM3 10h18M6.500 14.500h4";
    /// A note.
    Cash "M3.500 7h17v10h-17zM12 9.700a2.300 2.300 0 1 0 0 4.600 2.300 2.300 0 0 0 0-4.600zM6.500 12h.01M17.500 12h.01";
    /// A check.
    Check "M5 12.500l4.500 4.500L19 7.500";
    /// A clock.
    Clock "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 1.500";
    /// A cross.
    Close "M6 6l12 12M18 6 6 18";
    /// A croissant.
    Croissant "M3 15.5C3 9.5 7 5.5 12 5.5s9 4 9 10c0 3.5-3.5 3.5-4.2.8C16 13.300 14.500 12 12 12s-4 1.300-4.800 4.300C6.500 19 3 19 3 15.500zM9 6.200l1 5.800M15 6.200l-1 5.800";
    /// A cup.
    Cup "M5 9h11v5a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 10.5h1.5a2.2 2.2 0 0 1 0 4.5H16M8.5 3.5v2M12.5 3.5v2M4 21h14";
    /// A chevron down.
    Down "M6 9l6 6 6-6";
    /// An arrow into a tray.
    Download "M12 5v10M7.500 10.500 12 15l4.500-4.500M5 19.500h14";
    /// The erase key.
    Erase "M8.500 6H20v12H8.500L3.500 12zM12 9.800l4.400 4.400M16.400 9.800 12 14.200";
    /// An eye.
    Eye "M3 12c3-5 6-7 9-7s6 2 9 7c-3 5-6 7-9 7s-6-2-9-7zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z";
    /// A gear.
    Gear "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3.500v3M12 17.500v3M3.500 12h3M17.500 12h3M6 6l2.100 2.100M15.900 15.900 18 18M18 6l-2.100 2.100M8.100 15.900 6 18";
    /// A glass with a straw.
    Glass "M6.5 5h11L16 20.5H8zM7 10h10M13 5l2-3.5";
    /// A globe.
    Globe "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c3 2.500 3 13.500 0 16M12 4c-3 2.500-3 13.500 0 16";
    /// A house.
    Home "M4 11.500 12 5l8 6.500V20h-5.500v-5h-5v5H4z";
    /// A key.
    Key "M8 11.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10.500 12.500 19 4M15.500 7.500 18.500 10.500";
    /// Letters of two scripts.
    Language "M4 6h9M8.500 4v2M11 6c-1 4-3.500 7-7 9M6 9c1 2.500 3.500 5 6 6M12.500 20l4-9.500 4 9.500M14 17h5";
    /// A leaf.
    Leaf "M5 19C5 10 10 5 19 5c0 9-5 14-14 14zM5 19l7.5-7.5";
    /// Two ways that become one.
    Join "M12 20v-7M12 13c-4 0-6-2.500-6-7M12 13c4 0 6-2.500 6-7M3.500 8.500 6 6l2.500 2.500M9.500 17.500 12 20l2.500-2.500";
    /// A list.
    List "M9 7h11M9 12h11M9 17h11M4.500 7h.01M4.500 12h.01M4.500 17h.01";
    /// A lock.
    Lock "M6.500 11h11v9h-11zM8.500 11V8a3.500 3.500 0 0 1 7 0v3";
    /// An envelope.
    Mail "M3.500 6h17v12h-17zM3.500 7.500 12 13.500l8.500-6";
    /// Three lines.
    Menu "M4 7h16M4 12h16M4 17h16";
    /// Less.
    Minus "M5 12h14";
    /// A moon.
    Moon "M19.500 14.500A8 8 0 1 1 9.500 4.500a6.500 6.500 0 0 0 10 10z";
    /// Three dots.
    More "M6 12h.01M12 12h.01M18 12h.01";
    /// A chevron to the right.
    Next "M9 5l7 7-7 7";
    /// A crossed cloud.
    Offline "M8.5 6.9A6 6 0 0 1 18.2 10.2 4 4 0 0 1 20 16.6M16 18H7a4.7 4.7 0 0 1-.8-9.3M4 4l16 16";
    /// A cloud with a check.
    Online "M7 18h10a4 4 0 0 0 1.2-7.8A6 6 0 0 0 6.6 8.7 4.7 4.7 0 0 0 7 18zM9.5 13l2 2 3.5-3.8";
    /// A pencil.
    Pencil "M5 19l1-4L16 5l3 3L9 18zM13.500 7.500l3 3";
    /// A percent sign.
    Percent "M6 18 18 6M8 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM16 13.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z";
    /// A person.
    Person "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c.5-4 3.500-5.500 7-5.500s6.500 1.500 7 5.500";
    /// More.
    Plus "M12 5v14M5 12h14";
    /// A receipt.
    Receipt "M6.500 3.500h11v17l-2.750-1.800-2.750 1.800-2.750-1.800-2.750 1.800zM9.500 8h5M9.500 12h5";
    /// A printer.
    Printer "M7 9V4h10v5M7 17H4.500V9h15v8H17M7 14h10v6H7z";
    /// A QR code.
    Qr "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500M20 14v6h-3.500M14 20v-.5";
    /// A round arrow.
    Refresh "M19.500 12a7.500 7.500 0 1 1-2.200-5.300L19.500 9M19.500 4.500V9H15";
    /// A lens.
    Search "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20 20l-4-4";
    /// A shield.
    Shield "M12 3.500 19 6v6c0 4.500-3 7.500-7 8.500-4-1-7-4-7-8.500V6z";
    /// A shop front.
    Shop "M5 10v9.500h14V10M4 10l1.500-5.500h13L20 10a2.600 2.600 0 0 1-5.300 0 2.600 2.600 0 0 1-5.400 0A2.600 2.600 0 0 1 4 10zM10 19.500V15h4v4.500";
    /// A door.
    SignOut "M10 5H6v14h4M20 12H10M14 8l-4 4 4 4";
    /// One way that becomes two.
    Split "M12 20v-7L6 7M12 13l6-6M6 11V7h4M18 11V7h-4";
    /// A star.
    Star "M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5L12 16.3 7 19l1.1-5.5L4 9.7 9.6 9z";
    /// A sun.
    Sun "M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400";
    /// A screen on a foot.
    Till "M4 5h16v10H4zM12 15v4M8 19h8M7.500 8.500h5";
    /// A toast.
    Toast "M5 5.500h14a2.500 2.500 0 0 1 1 4.500v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-7a2.500 2.500 0 0 1 1-4.500zM4 12.500h16M4 15.500h16";
    /// A rising line.
    Trend "M4 16l5.500-5.500 3.500 3.500L20 7M15 7h5v5";
    /// An arrow back.
    Undo "M9 7 4.500 11.500 9 16M5 11.500h9a5 5 0 0 1 0 10h-2";
    /// An arrow up.
    Up "M12 19V6M6.500 11 12 5.500l5.500 5.500";
    /// An arrow out of a tray.
    Upload "M12 15V5M7.500 9.500 12 5l4.500 4.500M5 19h14";
    /// A triangle with a mark.
    Warning "M12 4 21 19.500H3zM12 10v4.500M12 17h.01";
}

/// The drawing at 24 px.
pub fn icon(icon: Icon) -> Html {
    drawn(icon, "i")
}

/// The drawing at 20 px.
pub fn small(icon: Icon) -> Html {
    drawn(icon, "i s")
}

/// The drawing at 16 px.
pub fn tiny(icon: Icon) -> Html {
    drawn(icon, "i xs")
}

fn drawn(icon: Icon, class: &'static str) -> Html {
    html! { <svg class={class} viewBox="0 0 24 24" aria-hidden="true"><path d={icon.path()} /></svg> }
}

/// The mark of the product: a glass, cut.
pub fn logo() -> Html {
    html! {
        <svg class="mark" width="40" height="40" viewBox="0 0 40 40" role="img" aria-label="Cortado">
            <path class="mark-milk" d="M8 5h24l-.9 10.500L9.300 21z" />
            <path class="mark-coffee" d="M9.600 24.800l21.200-5.400-1.300 13.200A3 3 0 0 1 26.500 35.300h-13a3 3 0 0 1-3-2.700z" />
        </svg>
    }
}
