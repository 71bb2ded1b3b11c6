#include "tirai/answer.h"

#include <gtest/gtest.h>

namespace {

TEST(Answer, CarriesAValueAsItIs) { EXPECT_EQ(tirai::answer_value(R"([1,"a"])"), R"({"ok":true,"value":[1,"a"]})"); }

TEST(Answer, EscapesWhatAnErrorSays) {
  const tirai::Error error{tirai::ErrorCode::kBadSyntax, "expected \"}\"", "policy:/rules/0\n"};
  EXPECT_EQ(tirai::answer_error(error),
            R"({"ok":false,"error":{"code":"bad_syntax","message":"expected \"}\"","at":"policy:/rules/0\n"}})");
}

TEST(Answer, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(tirai::answer_error({tirai::ErrorCode::kInternal, "a\xFF", ""}),
            "{\"ok\":false,\"error\":{\"code\":\"internal\",\"message\":\"a\xEF\xBF\xBD\",\"at\":\"\"}}");
}

}  // namespace
