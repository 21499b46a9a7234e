#include "plugins/host/output_folder.h"

#include <set>
#include <unistd.h>

#include "core/files/file_error.h"
#include "core/files/read_file.h"
#include "core/files/relative_path.h"
#include "core/files/write_file.h"

namespace sayso {

struct OutputFolder::State {
  FileSystem& files;
  Path folder, staging;
  bool committed = false;
  bool made_folder = false;
  std::set<std::string> names;
  std::set<Path> subfolders;  // below the staging folder
  std::vector<Path> placed;   // files that commit put where none was
  std::set<Path> made;        // folders that commit made
  std::string open_name;
  FileHandle open = FileHandle::none;

  explicit State(FileSystem& f) : files(f) {}

  Result<void> close_file();
  Result<void> sync(const std::string& name);
  Result<void> write(std::string_view bytes);
  void clean_up();
};

namespace {

// Folders that a name has: "ana/a.txt" has "ana".
std::vector<std::string> folders_of(const std::string& name) {
  std::vector<std::string> folders;
  for (auto slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1))
    folders.push_back(name.substr(0, slash));
  return folders;
}

}  // namespace

Result<void> OutputFolder::State::close_file() {
  if (open == FileHandle::none) return {};
  const Errno closed = files.close(std::exchange(open, FileHandle::none));
  if (closed != 0) return file_error("write", folder / open_name, closed);
  return {};
}

// Syncing waits for the end: an exporter may go from file to file with each article.
Result<void> OutputFolder::State::sync(const std::string& name) {
  const auto file = files.open(staging / name, OpenFor::append);
  if (!file.ok()) return file_error("write", folder / name, file.error());
  const Errno synced = files.fsync(*file);
  const Errno closed = files.close(*file);
  if (synced != 0 || closed != 0) return file_error("write", folder / name, synced != 0 ? synced : closed);
  return {};
}

Result<void> OutputFolder::State::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = files.write(open, bytes);
    if (!count.ok()) return file_error("write", folder / open_name, count.error());
    bytes.remove_prefix(*count);
  }
  return {};
}

void OutputFolder::State::clean_up() {
  if (open != FileHandle::none) files.close(std::exchange(open, FileHandle::none));
  if (!committed) {
    for (const std::string& name : names) files.remove(staging / name);
    for (const Path& file : placed) files.remove(file);
    for (auto it = made.rbegin(); it != made.rend(); ++it) files.remove_folder(*it);
  }
  for (auto it = subfolders.rbegin(); it != subfolders.rend(); ++it) files.remove_folder(*it);
  files.remove_folder(staging);
  if (!committed && made_folder) files.remove_folder(folder);
}

OutputFolder::OutputFolder(std::unique_ptr<State> state) : state_(std::move(state)) {}
OutputFolder::OutputFolder(OutputFolder&&) noexcept = default;
OutputFolder& OutputFolder::operator=(OutputFolder&&) noexcept = default;
OutputFolder::~OutputFolder() {
  if (state_) state_->clean_up();
}

Result<OutputFolder> OutputFolder::open(FileSystem& files, const Path& folder) {
  auto state = std::make_unique<State>(files);
  state->folder = folder;
  state->made_folder = !is_there(files, folder);
  if (const auto made = make_folders(files, folder); !made) return made.error();
  for (int attempt = 0; attempt < 100; ++attempt) {
    state->staging =
        folder / (".export-" + std::to_string(::getpid()) + "-" + std::to_string(attempt) + ".tmp");
    const Errno error = files.make_folder(state->staging);
    if (error == 0) return OutputFolder(std::move(state));
    if (error != EEXIST) return file_error("write into", folder, error);
  }
  return machine_error("too many unfinished exports", folder.string(),
                       "remove the folders .export-*.tmp in it");
}

Result<void> OutputFolder::append(const std::string& name, std::string_view bytes) {
  State& state = *state_;
  if (const auto inside = check_relative_path(name); !inside) {
    return damaged_error("refused an output file: " + inside.error().what, state.folder.string());
  }
  if (state.open_name == name && state.open != FileHandle::none) return state.write(bytes);
  if (const auto closed = state.close_file(); !closed) return closed;
  state.open_name = name;
  const Path path = state.staging / name;
  if (state.names.count(name) > 0) {
    const auto opened = state.files.open(path, OpenFor::append);
    if (!opened.ok()) return file_error("write", state.folder / name, opened.error());
    state.open = *opened;
    return state.write(bytes);
  }
  for (const std::string& folder : folders_of(name)) {
    const Path made = state.staging / folder;
    if (state.subfolders.count(made) > 0) continue;
    if (const Errno error = state.files.make_folder(made); error != 0)
      return file_error("write", state.folder / name, error);
    state.subfolders.insert(made);
  }
  const auto created = state.files.create_new(path, 0666);
  if (!created.ok()) return file_error("write", state.folder / name, created.error());
  state.names.insert(name);
  state.open = *created;
  return state.write(bytes);
}

Result<std::vector<std::string>> OutputFolder::commit() {
  State& state = *state_;
  if (const auto closed = state.close_file(); !closed) return closed.error();
  for (const std::string& name : state.names) {
    if (const auto synced = state.sync(name); !synced) return synced.error();
  }
  std::set<Path> changed{state.folder};
  for (const std::string& name : state.names) {
    for (const std::string& each : folders_of(name)) {
      const Path folder = state.folder / each;
      if (!is_there(state.files, folder)) state.made.insert(folder);
      if (const auto made = make_folders(state.files, folder); !made) return made.error();
      changed.insert(folder);
    }
    const bool is_new = !is_there(state.files, state.folder / name);
    if (const Errno error = state.files.rename(state.staging / name, state.folder / name); error != 0) {
      return file_error("write", state.folder / name, error);
    }
    if (is_new) state.placed.push_back(state.folder / name);
  }
  for (const Path& folder : changed) {
    if (const Errno error = state.files.fsync_folder(folder); error != 0)
      return file_error("write", folder, error);
  }
  state.committed = true;
  return std::vector<std::string>(state.names.begin(), state.names.end());
}

}  // namespace sayso
