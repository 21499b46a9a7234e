#include "core/files/read_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/files/file_error.h"
#include "core/files/hash.h"
#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

TEST_CASE("a file is read to its last byte") {
  const TemporaryFolder folder;
  for (const std::size_t size : {0u, 1u, 4096u, 1'000'000u}) {
    const std::string bytes(size, '\xF0');
    put_bytes(folder / "a", bytes);
    CHECK(read_file(real_files(), folder / "a").value() == bytes);
  }
}

TEST_CASE("a file in pieces is the file, and its sums are those of all of it") {
  const TemporaryFolder folder;
  for (const std::size_t size : {0u, 1u, 131'072u, 131'073u, 1'000'000u}) {
    std::string bytes(size, 'a');
    for (std::size_t i = 0; i < size; i += 7) bytes[i] = static_cast<char>(i);
    put_bytes(folder / "a", bytes);
    std::string joined;
    std::size_t largest = 0;
    CHECK(read_pieces(real_files(), folder / "a", [&](std::string_view piece) {
            joined += piece;
            largest = std::max(largest, piece.size());
          }).value());
    CHECK(joined == bytes);
    CHECK(largest <= 262'144);
    CHECK(sum_of_file(real_files(), folder / "a").value() == xxh3(bytes));
    CHECK(sha256_of_file(real_files(), folder / "a").value() == sha256_hex(bytes));
  }
  CHECK_FALSE(read_pieces(real_files(), folder / "b", [](std::string_view) {}).value());
  CHECK_FALSE(sum_of_file(real_files(), folder / "b").value().has_value());
  CHECK(sha256_of_file(real_files(), folder / "b").value().empty());
  CHECK_FALSE(read_pieces(real_files(), folder.path(), [](std::string_view) {}).ok());
}

TEST_CASE("a file is read piece by piece by whoever wants the next") {
  const TemporaryFolder folder;
  put_bytes(folder / "a", "one two three");
  auto reader = FileReader::open(real_files(), folder / "a").value();
  REQUIRE(reader.has_value());
  CHECK(reader->size() == 13);
  FileReader moved(std::move(*reader));
  reader.reset();
  char piece[5];
  std::string all;
  for (std::size_t got = 1; got > 0; all.append(piece, got)) got = moved.next(piece, sizeof piece).value();
  CHECK(all == "one two three");
  CHECK(moved.next(piece, sizeof piece).value() == 0);
  CHECK_FALSE(FileReader::open(real_files(), folder / "b").value().has_value());
  CHECK_FALSE(FileReader::open(real_files(), folder.path()).ok());
  auto limited = FileReader::open(real_files(), folder / "a", 5).value();
  CHECK(limited->next(piece, 5).value() == 5);
  CHECK(to_text(limited->next(piece, 5).error()) == (folder / "a").string() + ": this file is larger than 5 bytes, the most that is read");
}

TEST_CASE("a file that says nothing of its size is read too") {
  const auto text = read_file(real_files(), "/proc/self/status");
  REQUIRE(text.ok());
  CHECK(text->find("VmRSS") != std::string::npos);
}

TEST_CASE("an absent file is an error, or nothing when that was asked") {
  const TemporaryFolder folder;
  const auto text = read_file(real_files(), folder / "a");
  REQUIRE_FALSE(text.ok());
  CHECK(to_text(text.error()) ==
        (folder / "a").string() + ": cannot read: no such file or directory (ENOENT)");
  CHECK_FALSE(read_file_if_there(real_files(), folder / "a").value().has_value());
  CHECK_FALSE(look_at(real_files(), folder / "a").value().has_value());
  put_bytes(folder / "a", "x");
  CHECK(read_file_if_there(real_files(), folder / "a").value() == "x");
  CHECK(look_at(real_files(), folder / "a").value()->size == 1);
  CHECK_FALSE(read_file_if_there(real_files(), folder / "a/below").value().has_value());
}

TEST_CASE("folders, pipes and huge files are refused at once") {
  const TemporaryFolder folder;
  CHECK_FALSE(read_file(real_files(), folder.path()).ok());
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto pipe = read_file(real_files(), folder / "pipe");
  REQUIRE_FALSE(pipe.ok());
  CHECK(pipe.error().kind == ErrorKind::damaged);
  put_bytes(folder / "a", "12345");
  CHECK(read_file(real_files(), folder / "a", 5).ok());
  const auto large = read_file(real_files(), folder / "a", 4);
  REQUIRE_FALSE(large.ok());
  CHECK(large.error().kind == ErrorKind::damaged);
}

TEST_CASE("a folder is listed by name with the kind of each entry") {
  const TemporaryFolder folder;
  put_bytes(folder / "b", "");
  std::filesystem::create_directory(folder / "a");
  std::filesystem::create_symlink("b", folder / "c");
  const auto entries = list_folder(real_files(), folder.path());
  REQUIRE(entries.ok());
  CHECK(*entries == std::vector<FolderEntry>{
                        {"a", FileType::folder}, {"b", FileType::regular}, {"c", FileType::symlink}});
  CHECK_FALSE(list_folder(real_files(), folder / "b").ok());
}

TEST_CASE("a tree is listed as relative paths, and links to folders are not followed") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "x/y");
  put_bytes(folder / "x/y/3", "");
  put_bytes(folder / "x/2", "");
  put_bytes(folder / "1", "");
  std::filesystem::create_symlink("..", folder / "x/up");
  std::filesystem::create_symlink("x/2", folder / "link");
  CHECK(list_tree(real_files(), folder.path()).value() ==
        std::vector<std::string>{"1", "link", "x/2", "x/y/3"});
}

TEST_CASE("each kind of failure that a user can mend says how") {
  for (const int error : {ENOSPC, EDQUOT, EROFS, EACCES, EFBIG, EIO}) {
    CAPTURE(error);
    const Error told = file_error("save", "a.json", error);
    CHECK(told.kind == ErrorKind::machine);
    CHECK(told.place == "a.json");
    CHECK(told.remedy.size() > 20);
    CHECK(told.what.find(strerrorname_np(error)) != std::string::npos);
  }
  CHECK(errno_text(EIO) == "input/output error (EIO)");
  CHECK(errno_text(123456) == "error 123456");
}
