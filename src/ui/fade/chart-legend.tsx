/** What the marks and lines of the chart mean. */
export function ChartLegend({ hasCurve }: { readonly hasCurve: boolean }) {
  return (
    <ul className="chart-legend" aria-label="Legend">
      <li className="chart-legend__item">
        <svg width="14" height="14" aria-hidden>
          <path className="fade-mark__whisker" d="M4,1.5h6M7,1.5V12.5M4,12.5h6" />
          <circle className="chart-legend__point" cx="7" cy="7" r="3.5" />
        </svg>
        Measured, 80 % range
      </li>
      {hasCurve ? (
        <>
          <li className="chart-legend__item">
            <svg width="18" height="12" aria-hidden>
              <rect className="fade-chart__band" y="1" width="18" height="10" rx="2" />
              <path className="fade-chart__line" d="M0,6H18" />
            </svg>
            Fitted
          </li>
          <li className="chart-legend__item">
            <svg width="18" height="12" aria-hidden>
              <path className="fade-chart__line fade-chart__line--expected" d="M0,6H18" />
            </svg>
            Expected
          </li>
        </>
      ) : null}
      <li className="chart-legend__item">
        <svg width="12" height="12" aria-hidden>
          <circle className="chart-legend__hollow" cx="6" cy="6" r="4" />
        </svg>
        Not counted
      </li>
    </ul>
  )
}
