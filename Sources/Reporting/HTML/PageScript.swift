/// The page's own scripts: one draws the charts with the library, one sorts tables.
enum PageScript {
  /// Draws the charts one after another, so that the page can be read meanwhile.
  static let charts = """
    (async () => {
      "use strict"
      // A chart's own legend, two columns wide at most.
      const narrowed = (value) => {
        if (value === null || typeof value !== "object") return value
        if (Array.isArray(value)) return value.map(narrowed)
        return Object.fromEntries(Object.entries(value).map(([key, part]) => {
          if (key === "data") return [key, part]
          const inner = narrowed(part)
          return [key, key === "legend" && inner?.columns > 2 ? { ...inner, columns: 2 } : inner]
        }))
      }
      const { config, charts } = JSON.parse(document.getElementById("chart-data").textContent)
      for (const [name, specification] of Object.entries(charts)) {
        const plot = document.querySelector(`#chart-${name} .plot`)
        if (!window.switchboardEmbed) {
          plot.textContent = "This browser could not load the chart; its figures are in the tables."
          continue
        }
        try {
          plot.textContent = ""
          // On a telephone a legend of one row would run out of its chart.
          const isNarrow = plot.clientWidth < 400
          const legend = isNarrow ? { ...config.legend, columns: 2 } : config.legend
          const shown = isNarrow ? narrowed(specification) : specification
          await window.switchboardEmbed(plot, shown, {
            config: { ...config, legend }, renderer: "svg", downloadFileName: name,
            actions: {
              export: { svg: true, png: false }, source: false, compiled: false, editor: false,
            },
          })
        } catch (error) {
          plot.textContent = `This chart could not be drawn (${error.message}).`
        }
      }
      document.documentElement.dataset.charts = "drawn"
    })()

    """

  /// Sorts a table by the column whose heading is pressed: numbers from large to small first, words
  /// from A to Z; once more turns the order round.
  static let sorting = """
    (() => {
      "use strict"
      const order = (row, column) => {
        const cell = row.cells[column]
        return cell.dataset.order === undefined ? null : Number(cell.dataset.order)
      }
      const words = (row, column) => row.cells[column].textContent
      const sort = (table, heading, column) => {
        const isNumber = heading.classList.contains("number")
        const last = heading.getAttribute("aria-sort")
        const falling = last ? last === "ascending" : isNumber
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort")
        heading.setAttribute("aria-sort", falling ? "descending" : "ascending")
        const rows = Array.from(table.tBodies[0].rows)
        rows.sort((a, b) => {
          const [x, y] = [order(a, column), order(b, column)]
          if (x === null && y === null && isNumber) return 0
          if (isNumber && (x === null || y === null)) return x === null ? 1 : -1
          const sign = x !== null && y !== null
            ? x - y : words(a, column).localeCompare(words(b, column), "en", { numeric: true })
          return falling ? -sign : sign
        })
        table.tBodies[0].append(...rows)
      }
      for (const table of document.querySelectorAll("table[data-sortable]")) {
        Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
          const button = document.createElement("button")
          button.type = "button"
          button.append(...heading.childNodes)
          heading.append(button)
          button.addEventListener("click", () => sort(table, heading, column))
        })
      }
    })()

    """
}
