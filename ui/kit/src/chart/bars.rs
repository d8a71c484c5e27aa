//! Upright bars, a dotted line of what was before, and a note for the bar that is looked at.
//!
//! One stop for the keyboard: arrows move from bar to bar. Pointing and tapping do the same.

use super::Axis;
use super::note::Note;
use super::scale::{percent, share};
use yew::prelude::*;

/// From this many bars on, a bar is narrower than the word below it.
const NARROW_FROM: usize = 16;

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Its height.
    pub value: i64,
    /// The height of the dotted line here.
    pub before: Option<i64>,
    /// What it stands for, in full: a day.
    pub name: AttrValue,
    /// The same below the axis; empty for most bars.
    pub mark: AttrValue,
    /// The value in words.
    pub text: AttrValue,
    /// What was before, in words.
    pub before_text: AttrValue,
    /// How much more or less that is, in words.
    pub change: AttrValue,
    /// Not over yet: drawn open.
    pub partial: bool,
}

/// A chart.
#[derive(Properties, PartialEq)]
pub struct BarChartProps {
    /// What it shows, for those who do not see it, and the caption of its table.
    pub label: AttrValue,
    /// The heads of its table: name, value, value before (empty where there is none).
    pub heads: [AttrValue; 3],
    /// The bars.
    pub bars: Vec<Bar>,
    /// The axis.
    pub axis: Axis,
    /// Words for the marks of the axis, from the bottom.
    pub marks: Vec<AttrValue>,
    /// The hook of tests.
    #[prop_or_default]
    pub testid: AttrValue,
}

/// Upright bars.
#[component]
pub fn BarChart(props: &BarChartProps) -> Html {
    let looked_at = use_state_eq(|| None::<usize>);
    let count = props.bars.len();
    let look = {
        let looked_at = looked_at.clone();
        Callback::from(move |bar: Option<usize>| looked_at.set(bar))
    };
    let onkeydown = {
        let (looked_at, look) = (looked_at.clone(), look.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = after_key(&event.key(), *looked_at, count) {
                event.prevent_default();
                look.emit(next);
            }
        })
    };
    let focus = {
        let (looked_at, look) = (looked_at.clone(), look.clone());
        move |_: FocusEvent| look.emit((*looked_at).or(count.checked_sub(1)))
    };
    let leave = look.reform(|_: PointerEvent| None);
    let blur = look.reform(|_: FocusEvent| None);
    let noted = (*looked_at).and_then(|index| props.bars.get(index).map(|bar| (index, bar)));
    html! {
        <div class="chart" data-testid={props.testid.clone()}>
            { axis(props) }
            <div class="chart-field" role="group" tabindex="0" aria-label={props.label.clone()}
                {onkeydown} onfocus={focus} onblur={blur} onpointerleave={leave}>
                <svg class="chart-plot" aria-hidden="true">
                    { grid(props.axis) }
                    { for props.bars.iter().enumerate().map(|(index, bar)| {
                        column(bar, index, count, props.axis.top, *looked_at == Some(index))
                    }) }
                    { line_before(props) }
                    { for (0..count).map(|index| target(index, count, &look)) }
                </svg>
                <svg class="chart-marks" aria-hidden="true">
                    { for marks(&props.bars) }
                </svg>
                <p class="visually-hidden" aria-live="polite">{ noted.map(|(_, bar)| in_words(bar)) }</p>
                if let Some((index, bar)) = noted {
                    <Note bar={bar.clone()} at={middle(index, count)} />
                }
            </div>
            { table(props) }
        </div>
    }
}

fn axis(props: &BarChartProps) -> Html {
    let marks = props.axis.marks();
    html! {
        <svg class="chart-axis" aria-hidden="true">
            { for marks.iter().zip(&props.marks).map(|(value, words)| html! {
                <text x="0" y={from_top(*value, props.axis.top)} dy="4">{ words }</text>
            }) }
        </svg>
    }
}

fn grid(axis: Axis) -> Html {
    html! {
        { for axis.marks().into_iter().map(|value| {
            let y = from_top(value, axis.top);
            html! { <line class="chart-grid" x1="0" x2="100%" y1={y.clone()} y2={y} /> }
        }) }
    }
}

/// A bar. It reaches below the plot, which cuts it off: so only its upper corners are round.
fn column(bar: &Bar, index: usize, count: usize, top: i64, is_looked_at: bool) -> Html {
    let (left, width) = slot(index, count);
    let height = share(bar.value, top);
    if height == 0 {
        return Html::default();
    }
    let class = classes!(
        "chart-bar",
        bar.partial.then_some("partial"),
        is_looked_at.then_some("on")
    );
    html! {
        <rect {class} rx="3" x={percent(left + width * 16 / 100)} width={percent(width * 68 / 100)}
            y={from_top(bar.value, top)} height={percent(height + 600)} />
    }
}

/// The full height of a slot answers to the pointer: a short bar is no smaller target.
fn target(index: usize, count: usize, look: &Callback<Option<usize>>) -> Html {
    let (left, width) = slot(index, count);
    let onpointerenter = look.reform(move |_: PointerEvent| Some(index));
    let onpointerdown = look.reform(move |_: PointerEvent| Some(index));
    html! {
        <rect class="chart-target" x={percent(left)} width={percent(width)} y="0" height="100%"
            {onpointerenter} {onpointerdown} />
    }
}

fn line_before(props: &BarChartProps) -> Html {
    let count = props.bars.len();
    let point = |(index, bar): (usize, &Bar)| {
        let x = middle(index, count);
        bar.before
            .map(|before| format!("{x},{}", 10_000 - share(before, props.axis.top)))
    };
    let points: Vec<String> = props.bars.iter().enumerate().filter_map(point).collect();
    html! {
        <svg viewBox="0 0 10000 10000" preserveAspectRatio="none" width="100%" height="100%">
            <polyline class="chart-before" points={points.join(" ")} vector-effect="non-scaling-stroke" />
        </svg>
    }
}

/// The words below the axis. Every other one may be left out where there is little room.
fn marks(bars: &[Bar]) -> Vec<Html> {
    let count = bars.len();
    let marked = bars
        .iter()
        .enumerate()
        .filter(|(_, bar)| !bar.mark.is_empty());
    let drawn = marked.enumerate().map(|(order, (index, bar))| {
        let is_spare = order % 2 == 1 && index + 1 < count;
        mark(bar, index, count, is_spare)
    });
    drawn.collect()
}

fn mark(bar: &Bar, index: usize, count: usize, is_spare: bool) -> Html {
    let (left, width) = slot(index, count);
    // Under a narrow bar at an end, a word in the middle would stick out.
    let is_narrow = count > NARROW_FROM;
    let (anchor, x) = match index {
        0 if is_narrow => ("start", left),
        last if is_narrow && last + 1 == count => ("end", left + width),
        _ => ("middle", middle(index, count)),
    };
    html! {
        <text class={is_spare.then_some("spare")} x={percent(x)} y="14" text-anchor={anchor}>{ &bar.mark }</text>
    }
}

fn table(props: &BarChartProps) -> Html {
    let [name, value, before] = &props.heads;
    let has_before = !before.is_empty();
    html! {
        // A table grows with its rows whatever height it is given: what hides it is around it.
        <div class="visually-hidden"><table>
            <caption>{ &props.label }</caption>
            <thead><tr>
                <th scope="col">{ name }</th><th scope="col">{ value }</th>
                if has_before { <th scope="col">{ before }</th> }
            </tr></thead>
            <tbody>
                { for props.bars.iter().map(|bar| html! {
                    <tr>
                        <th scope="row">{ &bar.name }</th><td>{ &bar.text }</td>
                        if has_before { <td>{ &bar.before_text }</td> }
                    </tr>
                }) }
            </tbody>
        </table></div>
    }
}

fn in_words(bar: &Bar) -> String {
    let parts = [&bar.name, &bar.text, &bar.change];
    let said: Vec<&str> = parts
        .into_iter()
        .map(AttrValue::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    said.join(", ")
}

/// What a key does: nothing, or the bar looked at from now on.
fn after_key(key: &str, looked_at: Option<usize>, count: usize) -> Option<Option<usize>> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowLeft" => Some(Some(
            looked_at.map_or(last, |index| index.saturating_sub(1)),
        )),
        "ArrowRight" => Some(Some(looked_at.map_or(0, |index| (index + 1).min(last)))),
        "Home" => Some(Some(0)),
        "End" => Some(Some(last)),
        "Escape" => Some(None),
        _ => None,
    }
}

/// Left edge and width of a slot, in hundredths of a percent.
fn slot(index: usize, count: usize) -> (i64, i64) {
    let at = |index: usize| {
        let (index, count) = (i64::try_from(index), i64::try_from(count));
        share(index.unwrap_or(0), count.unwrap_or(1))
    };
    let left = at(index);
    (left, at(index + 1) - left)
}

fn middle(index: usize, count: usize) -> i64 {
    let (left, width) = slot(index, count);
    left + width / 2
}

fn from_top(value: i64, top: i64) -> String {
    percent(10_000 - share(value, top))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_fill_the_width_without_gaps() {
        for count in [1, 7, 30, 90] {
            let mut end = 0;
            for index in 0..count {
                let (left, width) = slot(index, count);
                assert_eq!(left, end);
                end = left + width;
            }
            assert_eq!(end, 10_000);
        }
    }

    #[test]
    fn arrows_move_and_stop_at_the_ends() {
        assert_eq!(after_key("ArrowLeft", None, 3), Some(Some(2)));
        assert_eq!(after_key("ArrowRight", Some(2), 3), Some(Some(2)));
        assert_eq!(after_key("Escape", Some(2), 3), Some(None));
        assert_eq!(after_key("a", Some(2), 3), None);
        assert_eq!(after_key("ArrowLeft", None, 0), None);
    }

    #[test]
    fn words_leave_out_what_is_empty() {
        let bar = Bar {
            name: "sáb 21 nov".into(),
            text: "$ 1".into(),
            ..Bar::default()
        };
        assert_eq!(in_words(&bar), "sáb 21 nov, $ 1");
    }
}
