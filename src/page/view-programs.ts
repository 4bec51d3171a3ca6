const HEAD = `#version 300 es
precision highp float;
`

/** What both programs begin with: where a point of an instance comes to lie. Depth grows away from the eye. */
const PLACE = `${HEAD}
uniform mat3 turn;
uniform vec3 middle;
uniform vec3 zoom;
layout(location=0) in vec3 across;
layout(location=1) in vec3 down;
layout(location=2) in vec3 away;
layout(location=3) in vec3 place;
vec3 seen(vec3 p) { return turn * (mat3(across, down, away) * p + place) - middle; }
`

/** Faces take their color from a picture of a ball: see \`Shades\`. Normals turn by cofactors, as where pictures are drawn. */
const FACE_VERTEX = `${PLACE}
layout(location=4) in vec3 point;
layout(location=5) in vec3 normal;
out vec2 tone;
void main() {
  gl_Position = vec4(seen(point) * zoom, 1);
  mat3 cofactors = mat3(cross(down, away), cross(away, across), cross(across, down));
  vec3 n = turn * (cofactors * normal);
  float size = length(n);
  tone = size > 0. ? n.xy / size : vec2(0);
}`

const FACE_FRAGMENT = `${HEAD}
precision highp int;
precision highp sampler2DArray;
uniform sampler2DArray balls;
uniform float layer;
uniform vec3 grain;
in vec2 tone;
out vec4 color;
int scatter(ivec2 p) {
  int v = (p.x * 0x27d4eb2d) ^ (p.y * 0x165667b1);
  v = (v ^ int(uint(v) >> 15)) * 0x2c1b3c6d;
  v = (v ^ int(uint(v) >> 12)) * 0x297a2d39;
  return (v ^ int(uint(v) >> 15)) & 0x7fffffff;
}
bool isGrain() {
  vec2 cell = floor(gl_FragCoord.xy / grain.y);
  int chance = scatter(ivec2(cell));
  if (grain.z == 0. || float(chance & 1023) / 1024. > grain.z * 1.6) return false;
  vec2 dot = cell + .3 + vec2((chance >> 14) & 15, (chance >> 18) & 15) / 40.;
  return length(gl_FragCoord.xy / grain.y - dot) < .32 + float((chance >> 10) & 15) / 60.;
}
void main() {
  vec2 own = gl_FrontFacing ? tone : -tone;
  color = texture(balls, vec3((own * 61. + 64.) / 128., isGrain() ? grain.x : layer));
}`

/**
 * Lines are two triangles each. Their points stand in a texture: two ends, and for those that are outlines two more that
 * have to be on one side.
 */
const LINE_VERTEX = `${PLACE}
precision highp sampler2D;
uniform sampler2D ends;
uniform int start;
uniform int stride;
uniform vec2 pixels;
uniform float width;
uniform float nearer;
vec3 end(int i) {
  int at = start + gl_VertexID / 6 * stride + i;
  return seen(texelFetch(ends, ivec2(at & 2047, at >> 11), 0).xyz);
}
void main() {
  vec3 a = end(0);
  vec3 b = end(1);
  vec2 way = b.xy - a.xy;
  if (stride == 4) {
    vec2 c = end(2).xy - a.xy;
    vec2 d = end(3).xy - a.xy;
    if ((way.x * c.y - way.y * c.x) * (way.x * d.y - way.y * d.x) <= 0.) {
      gl_Position = vec4(2, 2, 2, 1);
      return;
    }
  }
  int corner = gl_VertexID % 6;
  if (corner > 2) corner -= 2;
  vec3 p = (corner & 1) == 0 ? a : b;
  float size = length(way);
  way = size > 0. ? way / size : vec2(1, 0);
  vec2 beside = vec2(-way.y, way.x) * width * ((corner & 2) == 0 ? .5 : -.5);
  beside += way * width * ((corner & 1) == 0 ? -.3 : .3);
  p.z -= nearer;
  gl_Position = vec4(p * zoom + vec3(beside * pixels, 0), 1);
}`

const LINE_FRAGMENT = `${HEAD}
uniform vec4 ink;
out vec4 color;
void main() { color = ink; }`

/** A program of the graphics card, and where its uniforms are. */
export interface Program {
  program: WebGLProgram
  at(name: string): WebGLUniformLocation | null
}

export function openPrograms(gl: WebGL2RenderingContext): { faces: Program; lines: Program } {
  return { faces: link(gl, FACE_VERTEX, FACE_FRAGMENT), lines: link(gl, LINE_VERTEX, LINE_FRAGMENT) }
}

function link(gl: WebGL2RenderingContext, ...sources: [vertex: string, fragment: string]): Program {
  const program = gl.createProgram()
  for (const [place, source] of sources.entries()) {
    const shader = gl.createShader(place === 0 ? gl.VERTEX_SHADER : gl.FRAGMENT_SHADER) as WebGLShader
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(gl.getProgramInfoLog(program) ?? '')
  const places = new Map<string, WebGLUniformLocation | null>()
  return { program, at: (name) => places.get(name) ?? found(name) }

  function found(name: string): WebGLUniformLocation | null {
    const place = gl.getUniformLocation(program, name)
    places.set(name, place)
    return place
  }
}
