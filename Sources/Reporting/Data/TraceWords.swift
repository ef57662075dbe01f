import ContactCenter
import Experiments

/// The words of a trace for people; files for programs have the events' names.
struct TraceWords {
  let language: KPILanguage

  /// "gets busy signal"; in Chinese the event's name where it has no words yet.
  func words(_ event: TraceEvent) -> String {
    switch language {
    case .en: Self.spelled(event)
    case .zh: Self.chinese[event.rawValue] ?? Self.spelled(event)
    }
  }

  /// "Contact 3 (sales)".
  func title(_ number: Int) -> String {
    switch language {
    case .en: "Contact \(number)"
    case .zh: "联络 \(number)"
    }
  }

  /// " (attempt 2)".
  func attempt(_ number: Int) -> String {
    switch language {
    case .en: " (attempt \(number))"
    case .zh: "（第 \(number) 次）"
    }
  }

  /// "getsBusySignal" as "gets busy signal".
  private static func spelled(_ event: TraceEvent) -> String {
    event.rawValue.reduce(into: "") { words, letter in
      words += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }

  private static let chinese: [String: String] = [
    "arrives": "到达",
    "findsClosed": "遇停业",
    "getsBusySignal": "听到忙音",
    "seizesLine": "占用线路",
    "releasesLine": "释放线路",
    "entersMenu": "进入菜单",
    "choosesInMenu": "在菜单中选择",
    "asksForAgent": "要求转人工",
    "choosesNothing": "未选择或按错键",
    "leavesMenu": "离开菜单",
    "hangsUpInMenu": "在菜单中挂断",
    "isSelfServed": "自助办结",
    "joinsQueue": "进入队列",
    "returnsToQueue": "退回队列",
    "balks": "不愿排队而离开",
    "hearsAnnouncement": "听到播报",
    "overflows": "溢出到",
    "leavesMessage": "留言",
    "isDisconnected": "被挂断",
    "abandons": "放弃",
    "acceptsCallback": "接受回呼",
    "isDialed": "被拨打",
    "isReached": "接通客户",
    "isNotReached": "未接通客户",
    "endsUncalled": "不再回呼",
    "rings": "振铃",
    "isNotAnswered": "振铃未接",
    "startsTalk": "开始交谈",
    "isPutOnHold": "被持线",
    "resumesTalk": "恢复交谈",
    "writes": "客户写完",
    "isAnswered": "座席开始答复",
    "leavesSession": "中途离开聊天",
    "isTimedOut": "因不回复被结束",
    "endsTalk": "交谈结束",
    "beginsWrapUp": "开始事后处理",
    "endsWrapUp": "完成事后处理",
    "isTransferred": "被转接",
    "beginsConference": "开始三方通话",
    "agentJoins": "座席加入",
    "agentLeaves": "座席退出",
    "willRedial": "将会重拨",
    "willCallAgain": "将会再次来电",
    "givesUp": "不再等第二名座席",
    "willWriteAgain": "将会再次写来",
    "writesAgain": "再次写来",
    "isResolved": "已解决",
    "meetsBot": "遇到机器人",
    "leavesBot": "离开机器人",
    "chases": "催办",
    "isInterrupted": "被搁置",
    "takesUp": "被重新处理",
    "recordsMessage": "开始录制留言",
    "saysNothing": "留言过短，无法处理",
    "transmits": "开始逐页传入",
    "hasComeIn": "全部页面已收到",
    "fallsBackToVoice": "视频未能建立，改为语音",
    "sharesPage": "开始协同浏览",
    "findsNoLicence": "协同浏览许可已用尽",
    "waitsForBot": "等待机器人会话",
  ]
}
