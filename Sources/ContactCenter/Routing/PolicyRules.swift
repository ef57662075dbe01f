/// The rules of the routing policy in use.
struct PolicyRules {
  /// What the policy heeds and wants kept.
  let uses: RoutingUses
  /// Which place a contact goes to.
  let place: (any PlaceRule)?
  /// The place rule is asked as soon as a contact comes.
  let decidesEntry: Bool
  /// Which idle agent takes a contact.
  let agent: any AgentRule
  /// The usual rule is asked without detours.
  let takesLongestIdle: Bool
  /// By group: which contact a free agent takes.
  let contact: [any ContactRule]

  init(_ policy: any RoutingPolicy, groups: Int) {
    uses = policy.uses
    place = policy.placeRule
    decidesEntry = policy.placeRule != nil
    agent = policy.agentRule
    takesLongestIdle = policy.agentRule is LongestIdle
    contact = (0..<groups).map { policy.contactRule(group: $0) }
  }
}
