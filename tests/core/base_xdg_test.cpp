#include "core/base/xdg.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <string>

using namespace sayso;

namespace {

// An environment variable for the length of a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    value ? setenv(name, value, 1) : unsetenv(name);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("without XDG variables the folders lie below HOME") {
  const Variable home("HOME", "/home/ana"), config("XDG_CONFIG_HOME", nullptr),
      data("XDG_DATA_HOME", nullptr), state("XDG_STATE_HOME", nullptr), cache("XDG_CACHE_HOME", nullptr);
  CHECK(config_folder().value() == "/home/ana/.config/sayso");
  CHECK(data_folder().value() == "/home/ana/.local/share/sayso");
  CHECK(state_folder().value() == "/home/ana/.local/state/sayso");
  CHECK(cache_folder().value() == "/home/ana/.cache/sayso");
}

TEST_CASE("an XDG variable wins over HOME") {
  const Variable home("HOME", "/home/ana"), config("XDG_CONFIG_HOME", "/etc/mine");
  CHECK(config_folder().value() == "/etc/mine/sayso");
}

TEST_CASE("an XDG variable that is empty or relative is not set") {
  const Variable home("HOME", "/home/ana"), config("XDG_CONFIG_HOME", "mine"), cache("XDG_CACHE_HOME", "");
  CHECK(config_folder().value() == "/home/ana/.config/sayso");
  CHECK(cache_folder().value() == "/home/ana/.cache/sayso");
}

TEST_CASE("a missing HOME is an error that says what to set") {
  const Variable home("HOME", nullptr), state("XDG_STATE_HOME", nullptr);
  const auto folder = state_folder();
  REQUIRE_FALSE(folder.ok());
  CHECK(folder.error().kind == ErrorKind::machine);
  CHECK(to_text(folder.error()) ==
        "neither XDG_STATE_HOME nor HOME names a folder; set HOME to your home folder");
}
