/// The scripts of a document's page: charts that tell their marks, and the choice of a
/// language.
enum DocumentScript {
  /// Arrow keys and the pointer go from mark to mark; what a mark says stands below the chart, where
  /// screen readers notice it.
  static let charts = """
    (() => {
      "use strict"
      for (const figure of document.querySelectorAll("figure.chart")) {
        const plot = figure.querySelector(".plot")
        const told = figure.querySelector(".told")
        const marks = Array.from(figure.querySelectorAll(".mark"))
        let now = -1
        const tell = (index) => {
          if (now >= 0) marks[now].classList.remove("told-now")
          now = index
          if (now < 0) { told.textContent = ""; return }
          marks[now].classList.add("told-now")
          told.textContent = marks[now].querySelector("title").textContent
        }
        const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
        plot.addEventListener("keydown", (event) => {
          if (!marks.length) return
          if (event.key in steps) {
            tell((now + steps[event.key] + marks.length) % marks.length)
          } else if (event.key === "Home") { tell(0) }
          else if (event.key === "End") { tell(marks.length - 1) }
          else if (event.key === "Escape") { tell(-1) }
          else return
          event.preventDefault()
        })
        marks.forEach((mark, index) => mark.addEventListener("pointerenter", () => tell(index)))
      }
    })()

    """

  /// Folds all sections but the first two, opens the one that a link leads to, and all for print.
  ///
  /// Without scripts all are open.
  static let sections = """
    (() => {
      "use strict"
      const parts = Array.from(document.querySelectorAll("section > details"))
      for (const part of parts) part.open = part.parentElement.classList.contains("part-summary")
      const show = () => {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
        const part = target && target.closest("section > details")
        if (!part || part.open) return
        part.open = true
        target.scrollIntoView()
      }
      let closed = []
      addEventListener("beforeprint", () => {
        closed = parts.filter((part) => !part.open)
        for (const part of closed) part.open = true
      })
      addEventListener("afterprint", () => { for (const part of closed) part.open = false })
      addEventListener("hashchange", show)
      document.addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']")
        if (link && link.hash === location.hash) show()
      })
      show()
    })()

    """

  /// Shows the report of one language; the address remembers which.
  ///
  /// Without scripts both are shown.
  static let languages = """
    (() => {
      "use strict"
      const reports = Array.from(document.querySelectorAll("article.report"))
      const links = Array.from(document.querySelectorAll(".languages a"))
      const show = () => {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
        const chosen = (target && target.closest("article.report")) || reports[0]
        for (const report of reports) report.hidden = report !== chosen
        for (const link of links) {
          if (link.dataset.language === chosen.id) link.setAttribute("aria-current", "true")
          else link.removeAttribute("aria-current")
        }
        document.documentElement.lang = chosen.lang
        if (target) target.scrollIntoView()
      }
      addEventListener("hashchange", show)
      show()
    })()

    """
}
