import Foundation
import Reporting
import Tables
import Testing

/// What was read of tables, in Chinese.
@Suite("What was read of a table, in words")
struct TableWordsTests {
  private func read(_ text: String, _ change: (inout TableOptions) -> Void = { _ in }) throws -> String {
    var options = TableOptions()
    options.handleTime = 240
    change(&options)
    let sheet = try Sheet.read(bytes: Array(text.utf8), name: "calls.csv")
    return ChineseTableReading.text(
      of: try TimeTable.read(sheet, measure: .calls, options: options).understood)
  }

  @Test("Each part has its sentence, with dates and times as they are written in Chinese")
  func parts() throws {
    let week =
      "date,time,queue,calls,aht,note\n2026-11-30,08:00,Sales,10,240,\n2026-11-30,08:30,Sales,12,240,x\n"
      + "2026-12-01,08:00,Sales,10,240,\n2026-12-01,08:30,Sales,12,240,\nTotal,,,44,240,\n"
    #expect(
      try read(week)
        == "读取 4 个半小时时段，11 月 30 日（周一） 至 2026 年 12 月 1 日（周二），队列“Sales”，处理时长以秒计；"
        + "未计入 1 行合计；未使用的列：note；处理时长取表格本身的，未取给定的 240 s")
    #expect(
      try read("time,calls\n23:30,1\n00:00,2\n") == "读取 2 个半小时时段，23:30 至 次日 00:30")
    #expect(
      try read("time,calls\n08:00,1\n08:30,2\n09:00,3\n11:00,2\n") { $0.interval = 1800 }
        == "读取 4 个半小时时段，08:00 至 11:30；09:30 至 11:00 缺行，视为没有呼叫")
  }

  @Test(
    "No English is left of what tables of many kinds are read as",
    arguments: [
      "time,calls\n0800,1\n0830,2\n0900,3\n",
      "day,time,calls\nMon,08:00,1\n,08:30,2\nTue,08:00,3\n,08:30,3\n",
      "time,calls,aht\n08:00,1,04:30\n08:30,2,\n09:00,3,05:00\n",
      "Calls of the week\ntime,calls\n08:00,1\n08:30,\n09:00,3\nSource: switch\n",
      "time,calls\n09:00,1\n08:30,2\n08:00,3\n",
      "start,end,calls\n08:00,08:29,1\n08:30,08:59,2\n",
      "time,calls,handled,total handle time\n08:00,10,9,2000\n08:30,12,12,2700\n",
    ])
  func noEnglish(_ text: String) throws {
    let read = try read(text)
    let names = ["day", "handle", "time", "calls", "aht", "total", "handled"]
    let words = read.matches(of: /[A-Za-z]{3,}/).map { String($0.output) }
    #expect(words.allSatisfy(names.contains), "\(read)")
    #expect(read.contains("读取"))
  }
}
