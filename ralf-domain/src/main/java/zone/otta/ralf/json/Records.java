package zone.otta.ralf.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Records as JSON and back, by their components: what a plan or an event is made of has no second
 * model.
 *
 * <p>A record is an object of its components; a record of one String, int or long component is that
 * value; a member of a sealed family carries its lower-case simple name as {@code "is"}; an empty
 * Optional is left out. Other types are refused. Names of components are therefore part of the file
 * format; golden files hold them in place.
 */
public final class Records {
  private static final String IS = "is";

  private Records() {}

  /** The JSON form of a record. */
  public static Json toJson(Record record) {
    Optional<Json> simple = simple(record.getClass()).map(c -> value(get(c, record)));
    if (simple.isPresent() && family(record.getClass()).isEmpty()) {
      return simple.get();
    }
    Json.Obj object = Json.object();
    if (family(record.getClass()).isPresent()) {
      object = object.with(IS, word(record.getClass()));
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object part = get(component, record);
      if (part instanceof Optional<?> optional) {
        object = object.withOptional(component.getName(), optional, Records::value);
      } else {
        object = object.with(component.getName(), value(part));
      }
    }
    return object;
  }

  /**
   * The record a JSON value stands for.
   *
   * @throws IllegalArgumentException if the value has not the record's shape or the record refuses
   *     it; the message names the place, not the value
   */
  public static <T> T fromJson(Class<T> type, Json json) {
    return type.cast(read(type, json, new Place(type.getSimpleName(), false)));
  }

  /**
   * The same, but members that no component is called by are passed over, at any depth: they say
   * more than is known here. Only for what may be used without them.
   *
   * @throws IllegalArgumentException as {@link #fromJson}
   */
  public static <T> T fromTolerant(Class<T> type, Json json) {
    return type.cast(read(type, json, new Place(type.getSimpleName(), true)));
  }

  /** Where in a value, and whether more than is known may stand there. */
  private record Place(String path, boolean tolerant) {
    Place within(String part) {
      return new Place(path + part, tolerant);
    }

    @Override
    public String toString() {
      return path;
    }
  }

  private static Json value(Object part) {
    return switch (part) {
      case Json json -> json;
      case Record record -> toJson(record);
      case String text -> new Json.Str(text);
      case Integer number -> new Json.Num(number);
      case Long number -> new Json.Num(number);
      case Boolean bool -> new Json.Bool(bool);
      case Enum<?> constant -> new Json.Str(constant.name());
      case UUID id -> new Json.Str(id.toString());
      case Collection<?> items -> Json.array(items, Records::value);
      default -> throw new IllegalStateException("no JSON form for " + part.getClass());
    };
  }

  private static Object read(Type type, Json json, Place place) {
    if (type instanceof ParameterizedType generic) {
      return readItems(generic, json, place);
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted == Json.class) {
      return json;
    }
    if (wanted.isEnum() && json instanceof Json.Str text) {
      return constant(wanted, text.value(), place);
    }
    if (wanted.isSealed()) {
      return readMember(wanted, json, place);
    }
    if (wanted.isRecord()) {
      return readRecord(wanted, json, place);
    }
    return scalar(wanted, json, place);
  }

  private static Object scalar(Class<?> wanted, Json json, Place place) {
    Object part =
        switch (json) {
          case Json.Str text -> wanted == UUID.class ? uuid(text.value(), place) : text.value();
          case Json.Num number ->
              wanted == int.class || wanted == Integer.class
                  ? (Object) integer(number.value(), place)
                  : (Object) number.value();
          case Json.Bool bool -> bool.value();
          case Json.Obj o -> throw shape(place);
          case Json.Arr a -> throw shape(place);
          case Json.Null n -> throw shape(place);
        };
    if (!boxed(wanted).isInstance(part)) {
      throw shape(place);
    }
    return part;
  }

  private static int integer(long value, Place place) {
    if (value != (int) value) {
      throw shape(place);
    }
    return (int) value;
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }

  private static UUID uuid(String text, Place place) {
    if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw shape(place);
    }
    return UUID.fromString(text);
  }

  private static Object readItems(ParameterizedType generic, Json json, Place place) {
    if (!(json instanceof Json.Arr array)) {
      throw shape(place);
    }
    Type item = generic.getActualTypeArguments()[0];
    var list = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      list.add(read(item, array.items().get(i), place.within("[" + i + "]")));
    }
    return generic.getRawType() == SortedSet.class ? new TreeSet<>(list) : List.copyOf(list);
  }

  private static Object readMember(Class<?> family, Json json, Place place) {
    if (!(json instanceof Json.Obj object)
        || !(object.get(IS).orElse(null) instanceof Json.Str name)) {
      throw shape(place);
    }
    return members(family).stream()
        .filter(c -> word(c).equals(name.value()))
        .findFirst()
        .map(c -> readRecord(c, json, place.within("." + name.value())))
        .orElseThrow(() -> shape(place));
  }

  private static List<Class<?>> members(Class<?> family) {
    var members = new ArrayList<Class<?>>();
    for (Class<?> member : family.getPermittedSubclasses()) {
      if (member.isSealed()) {
        members.addAll(members(member));
      } else {
        members.add(member);
      }
    }
    return members;
  }

  private static Object readRecord(Class<?> wanted, Json json, Place place) {
    RecordComponent[] components = wanted.getRecordComponents();
    Object[] parts = new Object[components.length];
    if (simple(wanted).isPresent() && family(wanted).isEmpty()) {
      parts[0] = read(components[0].getGenericType(), json, place);
      return create(wanted, parts, place);
    }
    if (!(json instanceof Json.Obj object)) {
      throw shape(place);
    }
    long known = family(wanted).isPresent() ? 1 : 0;
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      Optional<Json> part = object.get(name);
      known += part.isPresent() ? 1 : 0;
      parts[i] = component(components[i], part, place.within("." + name));
    }
    if (known != object.members().size() && !place.tolerant()) {
      throw new IllegalArgumentException("unknown member in " + place);
    }
    return create(wanted, parts, place);
  }

  private static Object component(RecordComponent component, Optional<Json> part, Place place) {
    if (component.getGenericType() instanceof ParameterizedType generic
        && generic.getRawType() == Optional.class) {
      return part.map(p -> read(generic.getActualTypeArguments()[0], p, place));
    }
    return read(component.getGenericType(), part.orElseThrow(() -> shape(place)), place);
  }

  private static Object create(Class<?> wanted, Object[] parts, Place place) {
    try {
      Class<?>[] types =
          Arrays.stream(wanted.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = wanted.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("refused: " + place, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object get(RecordComponent component, Record record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one component of a record that stands for its value. */
  private static Optional<RecordComponent> simple(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components.length == 1
            && (components[0].getType() == String.class
                || components[0].getType() == int.class
                || components[0].getType() == long.class)
        ? Optional.of(components[0])
        : Optional.empty();
  }

  private static Optional<Class<?>> family(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }

  private static String word(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static Object constant(Class<?> type, String name, Place place) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw shape(place);
  }

  private static IllegalArgumentException shape(Place place) {
    return new IllegalArgumentException("not of the expected shape: " + place);
  }
}
