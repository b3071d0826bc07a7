/**
 * Other names of tools: names that say what is meant in another family (`app.spawn`), and spellings of earlier systems. Each
 * stands for one declared tool and takes its parameters; `findTool` knows them, formatters write the declared name.
 */
import type { ToolId } from './catalog.ts';

export const toolAliases: Readonly<Record<string, ToolId>> = {
  'app.spawn': 'app.launch',
  'hub.launch_app': 'app.launch',
  'ui.add_item': 'list.add',
  'ui.remove_item': 'list.remove',

  'ui.set_state': 'ui.set',
  'ui.get_state': 'ui.get',
  'ui.evaluate': 'ui.compute',
  'ui.add_todo': 'list.add',
  'ui.toggle_todo': 'list.toggle',
  'ui.delete_todo': 'list.remove',
  'ui.list.add': 'list.add',
  'ui.list.remove': 'list.remove',
  'ui.list.toggle': 'list.toggle',
  'ui.list.clear': 'list.clear',
  'ui.form.validate': 'form.validate',
  'ui.form.submit': 'form.submit',
  'ui.form.reset': 'form.reset',
  'ui.tabs.switch': 'ui.tabs',
  'navigation.tabs.switch': 'ui.tabs',
  'ui.modal.open': 'ui.modal',

  'calc.append': 'ui.append',
  'calc.append_digit': 'ui.append',
  'calc.clear': 'ui.clear',
  'calc.backspace': 'ui.backspace',
  'calc.evaluate': 'ui.compute',
  'calc.add': 'math.add',
  'calc.subtract': 'math.subtract',
  'calc.multiply': 'math.multiply',
  'calc.divide': 'math.divide',

  'filesystem.dir.list': 'filesystem.list',
  'filesystem.dir.create': 'filesystem.mkdir',
  'filesystem.dir.delete': 'filesystem.delete',
  'filesystem.dir.exists': 'filesystem.exists',
  'filesystem.search_content': 'search.content',
  'filesystem.merge_json': 'filesystem.json.merge',
  'filesystem.json.read': 'filesystem.read_json',
  'filesystem.json.write': 'filesystem.write_json',
  'filesystem.read_yaml': 'filesystem.yaml.read',
  'filesystem.write_yaml': 'filesystem.yaml.write',
  'filesystem.read_toml': 'filesystem.toml.read',
  'filesystem.write_toml': 'filesystem.toml.write',
  'filesystem.read_csv': 'filesystem.csv.read',
  'filesystem.write_csv': 'filesystem.csv.write',
  'filesystem.csv_to_json': 'filesystem.csv.to_json',

  'http.setHeader': 'http.set_header',
  'http.removeHeader': 'http.remove_header',
  'http.getHeaders': 'http.get_headers',
  'http.setAuth': 'http.set_auth',
  'http.clearAuth': 'http.clear_auth',
  'http.setTimeout': 'http.set_timeout',
  'http.setFollowRedirects': 'http.set_follow_redirects',
  'http.setRetry': 'http.set_retry',
  'http.setRateLimit': 'http.set_rate_limit',
  'http.getRateLimit': 'http.get_rate_limit',

  'auth.getUser': 'auth.get_user',

  'system.getLogs': 'system.get_logs',
  'system.get_state_snapshot': 'system.snapshot',
  'system.restore_state': 'system.restore',
  'system.clear_redo_stack': 'system.clear_history',

  'clipboard.write': 'clipboard.copy',

  'canvas.setTool': 'canvas.set_tool',
  'canvas.setColor': 'canvas.set_color',
  'canvas.setBrushSize': 'canvas.set_brush_size',
  'player.setVolume': 'player.set_volume',

  'chart.updateData': 'chart.update_data',
  'chart.addPoint': 'chart.add_point',
  'chart.fillGaps': 'chart.fill_gaps',
  'chart.updateSeries': 'chart.update_series',

  'graph.updateNodes': 'graph.update_nodes',
  'graph.updateEdges': 'graph.update_edges',
  'graph.addNode': 'graph.add_node',
  'graph.addEdge': 'graph.add_edge',
  'graph.removeNode': 'graph.remove_node',
  'graph.removeEdge': 'graph.remove_edge',
  'graph.highlightNode': 'graph.highlight_node',
  'graph.highlightPath': 'graph.highlight_path',
};
