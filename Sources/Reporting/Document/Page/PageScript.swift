/// The script of every page, which sorts tables.
enum PageScript {
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
