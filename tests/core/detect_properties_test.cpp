// What holds of detection for any text: random pieces, random bytes, texts made to be hard, texts joined, texts masked.
#include "tirai/detect.h"

#include <random>
#include <string>

#include "detect/recognizer.h"
#include "support.h"
#include "tirai/mask.h"

namespace {
using namespace std::string_literals;
using namespace tirai;

bool is_boundary(std::string_view text, std::size_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; }

void expect_sorted_disjoint_on_boundaries(const std::string& text, const std::vector<Detection>& found) {
  std::size_t end = 0;
  for (const Detection& one : found) {
    EXPECT_GE(one.span.begin, end);
    EXPECT_GT(one.span.end, one.span.begin);
    EXPECT_LE(one.span.end, text.size());
    EXPECT_TRUE(!is_utf8(text) || (is_boundary(text, one.span.begin) && is_boundary(text, one.span.end)));
    EXPECT_EQ(text.substr(one.span.begin, one.span.size()).find('\0'), std::string::npos);
    EXPECT_GE(one.confidence, 0.5);
    EXPECT_LE(one.confidence, 1.0);
    end = one.span.end;
  }
}

TEST(Detect, AnswersSortedDisjointSpansOnCharacterBoundariesForAnyText) {
  const std::string pieces[] = {"4111 1111 1111 1111", "3171014508900002", "0812-3456-7890", "+62", "budi@example.com", "@", ".", "-", " ", "Siti", "Rahayu",
                                std::string(1, '\0'),  "\u200b",           "\u00a0",         "😀",  "é",                "1", "0", "kartu ", "\xff", "\xe2\x80", "１", "62", "(", ")"};
  const KnownValues known({{"person.name", EntityType::kPerson, "Siti Rahayu"}, {"contact.phone", EntityType::kPhoneNumber, "081234567890"}});
  std::mt19937 random(20240812);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned left = random() % 24; left > 0; --left) text += pieces[random() % std::size(pieces)];
    expect_sorted_disjoint_on_boundaries(text, detect(text, known));
  }
}

TEST(Detect, SurvivesRandomBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 2000, '\0');
    for (char& byte : text) byte = static_cast<char>(random() % (round % 2 == 0 ? 256 : 64));
    expect_sorted_disjoint_on_boundaries(text, detect(text));
  }
}

// Texts made to be hard: twice the text, twice the answers, and a quadratic step would outlast the runner's patience.
TEST(Detect, FindsTheSameAgainInTextsMadeToBeHard) {
  const KnownValues known({{"person.name", EntityType::kPerson, "a a a a a a a a a a a a a a a a a a a a a b"}});
  const std::string hard[] = {"1 ", "0812 ", "a@", "1-", "@", "4111 1111 1111 1111 ", "a ", "\u200b1", "x.", "+62", "(", "((0", "3171014508900002 "};
  for (const std::string& piece : hard) {
    std::string text;
    while (text.size() < 100'000) text += piece;
    const auto once = detect(text, known).size();
    EXPECT_EQ(detect(text + "\0"s + text, known).size(), 2 * once) << piece;
  }
}

TEST(Detect, FindsValuesAtTheEndOfFiveMegabytes) {
  std::string text;
  while (text.size() < 5'000'000) text += "Harga Rp 150.000 pada 2024-08-12, tidak ada yang perlu ditutup. ";
  const std::size_t clean = text.size();
  text += "NIK 3171014508900002";
  const auto found = detect(text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].span, (ByteSpan{clean + 4, clean + 20}));
}

// --- texts that know nothing of each other -------------------------------------------------------------------------------

// The texts of all vectors: every type is in them, and near misses of every type.
const std::vector<std::string>& vector_texts() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> read;
    for (const std::string_view type : recognition::entity_type_names()) {
      if (type == "other") continue;
      for (const auto& one : vectors::read_cases("tests/vectors/detect/" + std::string(type) + ".jsonl")) read.push_back(one.data["text"]);
    }
    return read;
  }();
  return texts;
}

// A vector's text, or a piece of one, or one with a byte more, less or other.
std::string some_text(std::mt19937& random) {
  std::string text = vector_texts()[random() % vector_texts().size()];
  if (text.empty() || random() % 2 == 0) return text;
  const std::size_t at = random() % text.size();
  switch (random() % 4) {
    case 0: return text.substr(at);
    case 1: return text.substr(0, at);
    case 2: text.erase(at, 1); return text;
    default: text[at] = static_cast<char>(random() % 128); return text;
  }
}

std::vector<Detection> moved(std::vector<Detection> found, std::size_t by) {
  for (Detection& one : found) one.span = {one.span.begin + by, one.span.end + by};
  return found;
}

TEST(Detect, FindsInJoinedTextsWhatItFindsInEach) {
  const KnownValues known({{"person.name", EntityType::kPerson, "Siti Rahayu"}, {"contact.phone", EntityType::kPhoneNumber, "081234567890"}});
  std::mt19937 random(20261122);
  for (int round = 0; round < 2000; ++round) {
    const std::string first = some_text(random), second = some_text(random);
    if ((first + second).find('\0') != std::string::npos) continue;
    std::vector<Detection> each = detect(first, known);
    for (const Detection& one : moved(detect(second, known), first.size() + 1)) each.push_back(one);
    EXPECT_EQ(detect(first + "\0"s + second, known), each) << first << "\n---\n" << second;
  }
}

std::string redacted(const std::string& text) {
  std::vector<MaskStep> steps;
  for (const Detection& one : detect(text)) steps.push_back({one.span, {OperatorKind::kRedact, 0}});
  return mask(text, steps).value();
}

TEST(Detect, FindsNothingMoreToMaskInMaskedText) {
  std::mt19937 random(20261123);
  for (int round = 0; round < 2000; ++round) {
    const std::string once = redacted(some_text(random));
    EXPECT_EQ(redacted(once), once);
  }
}

}  // namespace
