#include "detect/patterns/automaton.h"

#include <algorithm>

#include "sorting.h"

namespace tirai::recognition::patterns {
namespace {
using Bytes = std::bitset<256>;

// Builds from the end: each part is told where to go on.
class Compiler {
 public:
  explicit Compiler(Program& program) : program_(program) {}

  std::uint32_t add(const Node& node, std::uint32_t next) {
    if (program_.too_large()) return next;
    switch (node.kind) {
      case Node::Kind::kEmpty: return next;
      case Node::Kind::kCharacter: return character(node, next);
      case Node::Kind::kSequence: return sequence(node, next);
      case Node::Kind::kChoice: return choice(node, next);
      case Node::Kind::kRepeat: return repeat(node, next);
      case Node::Kind::kAssert: return step({.kind = Step::Kind::kAssert, .assertion = node.assertion, .next = next});
    }
    return next;
  }
  std::uint32_t step(Step made) {
    program_.steps.push_back(made);
    return static_cast<std::uint32_t>(program_.steps.size() - 1);
  }

 private:
  std::uint32_t set_of(const Bytes& bytes) {
    const auto found = std::find(program_.sets.begin(), program_.sets.end(), bytes);
    if (found != program_.sets.end()) return static_cast<std::uint32_t>(found - program_.sets.begin());
    program_.sets.push_back(bytes);
    return static_cast<std::uint32_t>(program_.sets.size() - 1);
  }
  std::uint32_t bytes(const Bytes& set, std::uint32_t next) { return step({.kind = Step::Kind::kSet, .set = static_cast<std::uint16_t>(set_of(set)), .next = next}); }
  std::uint32_t split(std::uint32_t one, std::uint32_t other) { return step({.kind = Step::Kind::kSplit, .next = one, .other = other}); }

  static Bytes range(int first, int last) {
    Bytes set;
    for (int byte = first; byte <= last; ++byte) set.set(static_cast<std::size_t>(byte));
    return set;
  }
  // Bytes one after the other, in the order the text is read.
  std::uint32_t chain(std::vector<Bytes> sets, std::uint32_t next) {
    if (!program_.backwards) std::reverse(sets.begin(), sets.end());
    for (const Bytes& set : sets) next = bytes(set, next);
    return next;
  }
  std::uint32_t character(const Node& node, std::uint32_t next) {
    Bytes ascii;
    for (std::size_t c = 0; c < 128; ++c) ascii[c] = node.ascii[c];
    std::vector<std::uint32_t> ways;
    if (ascii.any()) ways.push_back(bytes(ascii, next));
    if (node.beyond_ascii) {
      const Bytes more = range(0x80, 0xBF);
      ways.push_back(chain({range(0xC2, 0xDF), more}, next));
      ways.push_back(chain({range(0xE0, 0xEF), more, more}, next));
      ways.push_back(chain({range(0xF0, 0xF4), more, more, more}, next));
    }
    for (const std::string& utf8 : node.listed) {
      std::vector<Bytes> sets;
      for (const char c : utf8) sets.push_back(range(static_cast<unsigned char>(c), static_cast<unsigned char>(c)));
      ways.push_back(chain(std::move(sets), next));
    }
    return joined(std::move(ways));
  }
  // A character that is none ("[^\x01-\x{10FFFF}]") leads nowhere: a set of nothing.
  std::uint32_t joined(std::vector<std::uint32_t> ways) {
    if (ways.empty()) return bytes(Bytes(), 0);
    std::uint32_t all = ways.back();
    for (std::size_t i = ways.size() - 1; i > 0; --i) all = split(ways[i - 1], all);
    return all;
  }
  std::uint32_t sequence(const Node& node, std::uint32_t next) {
    const std::size_t count = node.children.size();
    for (std::size_t i = 0; i < count; ++i) next = add(node.children[program_.backwards ? i : count - 1 - i], next);
    return next;
  }
  std::uint32_t choice(const Node& node, std::uint32_t next) {
    std::vector<std::uint32_t> ways;
    for (const Node& child : node.children) ways.push_back(add(child, next));
    return joined(std::move(ways));
  }
  std::uint32_t repeat(const Node& node, std::uint32_t next) {
    const Node& child = node.children.front();
    if (node.most < 0) {
      const std::uint32_t loop = split(0, next);
      const std::uint32_t body = add(child, loop);
      program_.steps[loop].next = body;
      next = loop;
    } else {
      const std::uint32_t after = next;
      for (int i = node.least; i < node.most; ++i) next = split(add(child, next), after);
    }
    for (int i = 0; i < node.least; ++i) next = add(child, next);
    return next;
  }
  Program& program_;
};
}  // namespace

void add_pattern(Program& program, const Node& node) {
  Compiler compiler(program);
  const std::uint32_t end = compiler.step({.kind = Step::Kind::kEnd, .next = static_cast<std::uint32_t>(program.starts.size())});
  program.starts.push_back(compiler.add(node, end));
}

Automaton::Automaton(Program program) : program_(std::move(program)), seen_(program_.steps.size()) {
  asserts_ = std::any_of(program_.steps.begin(), program_.steps.end(), [](const Step& step) { return step.kind == Step::Kind::kAssert; });
  classify();
  (void)known({});  // kDead
}

// Bytes that no set and no assertion tells apart are one class.
void Automaton::classify() {
  std::map<std::vector<bool>, std::uint16_t> classes;
  for (int byte = 0; byte <= kBorder; ++byte) {
    std::vector<bool> member;
    for (const Bytes& set : program_.sets) member.push_back(byte < 256 && set[static_cast<std::size_t>(byte)]);
    for (const bool bit : {byte == kBorder || byte == 0, byte == '\n', beside_of(byte) == Beside::kWord}) member.push_back(bit);
    class_of_[static_cast<std::size_t>(byte)] = classes.emplace(std::move(member), static_cast<std::uint16_t>(classes.size())).first->second;
  }
  classes_ = classes.size();
}

Automaton::Beside Automaton::beside_of(int byte) {
  if (byte == kBorder || byte == 0) return Beside::kBorder;
  if (byte == '\n') return Beside::kLine;
  const bool word = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
  return word ? Beside::kWord : Beside::kOther;
}

// Between what was read last and what is read next.
bool Automaton::holds(Node::Assert assertion, Beside read, Beside next) const {
  const Beside left = program_.backwards ? next : read;
  const Beside right = program_.backwards ? read : next;
  switch (assertion) {
    case Node::Assert::kTextBegin: return left == Beside::kBorder;
    case Node::Assert::kTextEnd: return right == Beside::kBorder;
    case Node::Assert::kLineBegin: return left == Beside::kBorder || left == Beside::kLine;
    case Node::Assert::kLineEnd: return right == Beside::kBorder || right == Beside::kLine;
    case Node::Assert::kWordBorder: return (left == Beside::kWord) != (right == Beside::kWord);
    case Node::Assert::kNoWordBorder: return (left == Beside::kWord) == (right == Beside::kWord);
  }
  return false;
}

std::int32_t Automaton::known(State state) {
  if (!asserts_) state.beside = Beside::kBorder;
  const auto [found, made] = index_.emplace(std::move(state), static_cast<std::int32_t>(states_.size()));
  if (made) {
    states_.push_back(found->first);
    edges_.resize(states_.size() * classes_);
  }
  return found->second;
}

std::int32_t Automaton::begin(int neighbour, bool everywhere) {
  State state{program_.starts, beside_of(neighbour), everywhere};
  sort_by(state.steps.begin(), state.steps.end(), std::less<>());
  return known(std::move(state));
}

Automaton::Edge Automaton::make(std::int32_t& at, int byte) {
  const State from = states_[static_cast<std::size_t>(at)];
  if (states_.size() >= kMostStates) {
    states_.clear();
    index_.clear();
    edges_.clear();
    (void)known({});
    at = known(from);
  }
  const Beside next = beside_of(byte);
  Edge edge;
  State to{{}, next, from.everywhere};
  std::vector<std::uint32_t> stack = from.steps;
  ++round_;
  while (!stack.empty()) {
    const std::uint32_t index = stack.back();
    stack.pop_back();
    if (seen_[index] == round_) continue;
    seen_[index] = round_;
    const Step& step = program_.steps[index];
    switch (step.kind) {
      case Step::Kind::kSplit:
        stack.push_back(step.next);
        stack.push_back(step.other);
        break;
      case Step::Kind::kAssert:
        if (holds(step.assertion, from.beside, next)) stack.push_back(step.next);
        break;
      case Step::Kind::kEnd: {
        const auto pattern = static_cast<std::int32_t>(step.next);
        edge.ended = edge.ended == kNoPattern ? pattern : std::min(edge.ended, pattern);
        break;
      }
      case Step::Kind::kSet:
        if (byte < kBorder && program_.sets[step.set][static_cast<std::size_t>(byte)]) to.steps.push_back(step.next);
        break;
    }
  }
  if (from.everywhere) to.steps.insert(to.steps.end(), program_.starts.begin(), program_.starts.end());
  sort_by(to.steps.begin(), to.steps.end(), std::less<>());
  to.steps.erase(std::unique(to.steps.begin(), to.steps.end()), to.steps.end());
  edge.to = to.steps.empty() ? kDead : known(std::move(to));
  edges_[static_cast<std::size_t>(at) * classes_ + class_of_[static_cast<std::size_t>(byte)]] = edge;
  return edge;
}

}  // namespace tirai::recognition::patterns
