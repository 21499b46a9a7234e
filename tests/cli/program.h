// Runs the real `sayso` as a child, as a script would, in a folder of the test's own.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/process/child.h"

namespace sayso {

using Words = std::vector<std::string>;

struct Ran {
  int status = -1;  // exit status; 128 + signal when killed
  std::string out, err;

  nlohmann::ordered_json json() const { return nlohmann::ordered_json::parse(out); }
};

inline std::filesystem::path program_path() {
  return std::filesystem::path(SAYSO_BINARY_DIR) / "ui" / "sayso";
}
inline std::filesystem::path sample_path() {
  return std::filesystem::path(SAYSO_SOURCE_DIR) / "annotations" / "examples" / "city-hall";
}

// Where syncing costs nothing, for tests that show what is written and not that it lasts: memory, where the system has
// a place for it.
inline std::filesystem::path memory_or_temporary() {
  return access("/dev/shm", W_OK) == 0 ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
}

// Where a test works: a folder that goes with it; the user's own folders lie in it too.
class Desk {
 public:
  explicit Desk(const std::filesystem::path& where = std::filesystem::temp_directory_path()) {
    std::string name = (where / "sayso-cli-XXXXXX").string();
    if (!mkdtemp(name.data())) std::abort();
    folder_ = name;
    chmod(name.c_str(), 0755);  // some tests run the program as nobody
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
  const std::filesystem::path& folder() const { return folder_; }

  void put(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  std::string bytes(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  // `sayso words…` with `input` on standard input, here as working folder. `before` is put in front:
  // {"setpriv", …}.
  Ran sayso(const Words& words, const std::string& input = {}, const Words& before = {}) const {
    Words argv = before;
    argv.push_back(program_path().string());
    argv.insert(argv.end(), words.begin(), words.end());
    return run(argv, input);
  }

  Ran run(const Words& argv, const std::string& input = {}) const {
    // Standard error goes to a file, since a child gives its last words only.
    const std::filesystem::path err = folder_ / ".err";
    ChildStart start;
    start.argv = {"/bin/sh", "-c", "exec \"$@\" 2>'" + err.string() + "'", "sh"};
    start.argv.insert(start.argv.end(), argv.begin(), argv.end());
    for (const std::string& entry : own_environment()) {
      if (!entry.starts_with("XDG_") && !entry.starts_with("DISPLAY=") && !entry.starts_with("WAYLAND")) {
        start.environment.push_back(entry);
      }
    }
    for (const char* name : {"CONFIG", "STATE", "DATA", "CACHE"}) {
      start.environment.push_back("XDG_" + std::string(name) + "_HOME=" + (folder_ / "home" / name).string());
    }
    start.folder = folder_;
    auto child = Child::start(start);
    REQUIRE(child.ok());
    child->send(input);
    child->close_input();
    Ran ran;
    for (;;) {  // to the end of its output: what it wrote last may still be in the pipe when it has ended
      const auto line = child->read_line(std::chrono::seconds{300});
      REQUIRE(line.ok());
      if (!*line) break;
      ran.out += **line + "\n";
    }
    const auto exit = child->wait(std::chrono::seconds{300});
    REQUIRE(exit.has_value());
    ran.status = exit->signal ? 128 + exit->signal : exit->status;
    ran.err = bytes(".err");
    std::filesystem::remove(err);
    return ran;
  }

  // Every file and folder below `name`, with its bytes.
  std::map<std::string, std::string> tree(const std::string& name) const {
    std::map<std::string, std::string> found;
    if (!std::filesystem::exists(folder_ / name)) return found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / name)) {
      const std::string path = entry.path().lexically_relative(folder_).string();
      found[path] = entry.is_directory() ? "(folder)" : bytes(path);
    }
    return found;
  }

  // A project `press` with one article `budget`: “We must act,” said Ann Lee.
  void make_project() const {
    put("budget.txt", "“We must act,” said Ann Lee.\n");
    REQUIRE(sayso({"new", "press"}).status == 0);
    REQUIRE(sayso({"add", "press", "budget.txt", "--language", "en"}).status == 0);
  }
  void copy_sample() const {
    std::filesystem::copy(sample_path(), folder_ / "sample", std::filesystem::copy_options::recursive);
  }

 private:
  std::filesystem::path folder_;
};

// One line of `sayso edit`: the quote of `budget` as an attribution.
inline const char* const kQuote =
    R"({"edits": [{"edit": "add-span", "span": {"id": "new:1", "layer": "content", "at": [[0, 14]], "text": ["“We must act,”"]}},)"
    R"( {"edit": "add-frame", "frame": {"id": "new:2", "layer": "attribution", "roles": {"content": [{"to": "new:1"}]}}}]})"
    "\n";
inline const Words kEdit = {"edit", "press", "--annotator", "ana", "--article", "budget"};

}  // namespace sayso
