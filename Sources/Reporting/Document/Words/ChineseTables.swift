/// What was read of a table (`TimeTable.understood`), in Chinese: a line of parts between semicolons.
///
/// A part that is not known stays as it is, so that nothing is lost.
package enum ChineseTableReading {
  /// The line in Chinese.
  package static func text(of english: String) -> String {
    english.components(separatedBy: "; ").map(part).joined(separator: "；")
  }

  private static func part(_ english: String) -> String {
    if let match = english.wholeMatch(of: /read (\d+) moments?/) { return "读取 \(match.1) 个时刻" }
    return reading(english) ?? ChineseFindings.filled(english, from: patterns).map(dates) ?? english
  }

  /// "read 6 half hours, 08:00 to 11:00, queue sales, handle times in seconds"; nil: it is another part.
  private static func reading(_ english: String) -> String? {
    let form =
      /read (\d+) (.+?), (.+?)(?:, (queue|group) (.+?))?(?:, (\d+) (queue|group)s(?: \((.+)\))?)?(?:, handle times in (.+))?/
    guard let match = english.wholeMatch(of: form) else { return nil }
    let (_, count, length, span, word, name, number, several, names, unit) = match.output
    var parts = ["读取 \(count) 个\(intervals(String(length)))", times(String(span))]
    if let word, let name { parts.append("\(kind(word))“\(name)”") }
    if let number, let several {
      parts.append("\(number) 个\(kind(several))" + (names.map { "（\($0)）" } ?? ""))
    }
    if let unit { parts.append("处理时长以\(units[String(unit)] ?? String(unit))计") }
    return parts.joined(separator: "，")
  }

  private static func kind(_ word: Substring) -> String { word == "queue" ? "队列" : "座席组" }

  /// "half hours", "intervals of 15 to 30 min".
  private static func intervals(_ english: String) -> String {
    if english.hasPrefix("quarter hour") { return "15 分钟时段" }
    if english.hasPrefix("half hour") { return "半小时时段" }
    if english.hasPrefix("hour") { return "一小时时段" }
    guard let match = english.wholeMatch(of: /intervals? of (.+) (s|min)/) else { return english }
    return " \(match.1.replacing(" to ", with: " 至 ")) \(match.2 == "s" ? "秒" : "分钟")时段"
  }

  private static let units = [
    "seconds": "秒", "minutes": "分钟", "hours": "小时", "milliseconds": "毫秒", "parts of a day": "一天的分数",
    "minutes and seconds": "分和秒",
  ]
  private static let weekdays = [
    "Mon": "周一", "Tue": "周二", "Wed": "周三", "Thu": "周四", "Fri": "周五", "Sat": "周六", "Sun": "周日",
  ]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Dates as they stand in English: "Mon 30 Nov 2026".
  private static func dates(_ english: String) -> String {
    english.replacing(
      /(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: (\d{4}))?/
    ) { match in
      let month = (months.firstIndex(of: String(match.3)) ?? 0) + 1
      return (match.4.map { "\($0) 年 " } ?? "")
        + "\(month) 月 \(match.2) 日（\(weekdays[String(match.1)] ?? "")）"
    }
  }

  /// What a table spans: "Mon 30 Nov to Fri 4 Dec 2026", "Mon to Fri", "22:30 to 01:30 of the next day".
  private static func times(_ english: String) -> String {
    var text = dates(english)
    text = text.replacing(/day (\d+)/) { "第 \($0.1) 日" }
    text = text.replacing(/(\d\d:\d\d) of the next day/) { "次日 \($0.1)" }
    text = text.replacing(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/) { weekdays[String($0.1)] ?? "" }
    return text.replacing(" to ", with: " 至 ").replacing(", ", with: "，")
  }

  private static let patterns: [(String, String)] = [
    ("1 row of totals left out", "未计入 1 行合计"), ("* rows of totals left out", "未计入 {1} 行合计"),
    ("1 row of averages left out", "未计入 1 行均值"), ("* rows of averages left out", "未计入 {1} 行均值"),
    ("* row of * left out, the sum of the other *s", "未计入“{2}”的 {1} 行：它是其余各项之和"),
    ("* rows of * left out, the sum of the other *s", "未计入“{2}”的 {1} 行：它是其余各项之和"),
    ("1 line above the heading left out", "未计入表头以上 1 行"),
    ("* lines above the heading left out", "未计入表头以上 {1} 行"),
    ("1 line of text left out", "未计入 1 行文字"), ("* lines of text left out", "未计入 {1} 行文字"),
    ("column * left out", "未计入列 {1}"), ("columns * left out", "未计入列 {1}"),
    ("not used: * and * more", "未使用的列：{1} 等（另有 {2} 列）"), ("not used: *", "未使用的列：{1}"),
    ("sheet *", "工作表“{1}”"), ("not read: *", "未读取：{1}"),
    ("1 hidden row is read too", "另读入 1 个隐藏行"), ("* hidden rows are read too", "另读入 {1} 个隐藏行"),
    ("the time zone changes nothing, since there are no dates", "没有日期，时区不起作用"),
    ("times are *, as they stand", "时间按 {1} 原样读取"),
    ("clocks change as the times' offsets say", "时钟按各时间的偏移量调整"),
    (
      "* empty rows of the hour that the clocks skip were left out", "未计入时钟拨快所跳过的一小时中的 {1} 个空行"
    ),
    (
      "* on * comes twice in *, but the table has it once, which is taken as the first",
      "{2} {1} 在 {3} 出现两次，而表格只有一次，按第一次处理"
    ),
    ("nothing comes in the second", "第二次没有呼叫"),
    ("* empty field of * is no *", "“{2}”有 {1} 个空格，不作数值"),
    ("* empty fields of * are no *", "“{2}”有 {1} 个空格，不作数值"),
    ("handle time is * ÷ *", "处理时长 = {1} ÷ {2}"), ("* is empty", "“{1}”为空"),
    ("1 empty * is that of the row above", "1 个空格取上一行的值（{1}）"),
    ("* empty *s are those of the rows above", "{1} 个空格取上一行的值（{2}）"),
    ("no rows for * and * more of such days", "{1} 没有数据行，另有 {2} 个这样的日子"), ("no rows for *", "{1} 没有数据行"),
    ("ends are the last minute of their intervals", "结束时间是各时段的最后一分钟"),
    ("ends are the last second of their intervals", "结束时间是各时段的最后一秒"),
    ("a gap from * to * on *, in which nothing comes", "{3} {1} 至 {2} 缺行，视为没有呼叫"),
    ("a gap from * to *, in which nothing comes", "{1} 至 {2} 缺行，视为没有呼叫"),
    ("* gaps, the first from * to * on *, in which nothing comes", "有 {1} 处缺行，第一处为 {4} {2} 至 {3}，视为没有呼叫"),
    ("* gaps, the first from * to *, in which nothing comes", "有 {1} 处缺行，第一处为 {2} 至 {3}，视为没有呼叫"),
    ("1 interval called closed is left out", "未计入标为休息的 1 个时段"),
    ("* intervals called closed are left out", "未计入标为休息的 {1} 个时段"),
    (
      "handle times such as * are read as *, since hours make no sense", "处理时长如 {1} 读作 {2}：按小时不合理"
    ),
    ("* says when intervals end", "“{1}”是时段的结束时间"), ("they begin * before", "时段在此前 {1} 开始"),
    ("of * numbers in * only * has decimals", "“{2}”的 {1} 个数中只有 {3} 带小数"),
    ("of * numbers only * has decimals", "{1} 个数中只有 {2} 带小数"),
    ("* is read as *, as * shows", "{1} 读作 {2}，依据是 {3}"),
    ("* is read as *, as other columns are written", "{1} 读作 {2}，与其他列的写法一致"),
    ("* is read as *", "{1} 读作 {2}"),
    ("rows stood newest first", "各行原为由新到旧"), ("rows were put in order of time", "各行已按时间排序"),
    ("interval * begins at * and lasts *", "第 {1} 个时段从 {2} 开始，长 {3}"),
    ("times are parts of a day", "时间是一天的分数"), ("times are seconds after midnight", "时间是午夜后的秒数"),
    ("times are minutes after midnight", "时间是午夜后的分钟数"), ("times are hours", "时间是小时数"),
    ("times are hours and minutes without a mark", "时间是不带分隔符的时与分"),
    ("dates have the day first, since so they follow one another", "日期以日在前，因为这样才前后相接"),
    ("dates have the month first, since so they follow one another", "日期以月在前，因为这样才前后相接"),
    ("handle times are the table's own, not the * given", "处理时长取表格本身的，未取给定的 {1}"),
    ("* row without handle time takes the * given", "{1} 行没有处理时长，取给定的 {2}"),
    ("* rows without handle time take the * given", "{1} 行没有处理时长，取给定的 {2}"),
    ("* row without handle time takes the mean of the others", "{1} 行没有处理时长，取其余各行的均值"),
    ("* rows without handle time take the mean of the others", "{1} 行没有处理时长，取其余各行的均值"),
  ]
}
