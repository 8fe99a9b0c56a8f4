package dev.windlass.api;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.smallrye.config.SmallRyeConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What Vert.x has no place for. A connection whose request line and headers do not come to their
 * end in time is closed: the idle time-out never sees one that sends a byte now and then. One that
 * rests between two requests is left to the idle time-out. And a client whose line or headers are
 * too long hears why: a connection that is closed while something of it is unread would often be
 * reset before the answer is there. Netty finds this class where {@link dev.windlass.role.Program}
 * has told it to look.
 */
public final class RequestHeads extends ChannelInitializerExtension {
  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    Duration most =
        ConfigProvider.getConfig()
            .unwrap(SmallRyeConfig.class)
            .getConfigMapping(ApiConfig.class)
            .headTimeout();
    channel.pipeline().addFirst(new Arrivals(most.toMillis()));
  }

  /** Sees the bytes as they come. */
  private static final class Arrivals extends ChannelDuplexHandler {
    private static final long LINGER_MS = 1000;

    private final long millis;
    private final Heads heads = new Heads();
    private boolean looks;
    private boolean lingers;
    private ScheduledFuture<?> end;

    Arrivals(long millis) {
      this.millis = millis;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      begin(context, millis);
      context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      if (lingers) {
        ReferenceCountUtil.release(bytes);
        return;
      }
      look(context);
      long before = heads.count;
      context.fireChannelRead(bytes);
      if (heads.count > before || heads.inBody) {
        stop();
      } else if (end == null && !context.isRemoved()) {
        begin(context, millis);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      stop();
      context.fireChannelInactive();
    }

    /** Says that nothing more will come, and lets what still comes pass for a moment. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
      if (lingers || !heads.broken || !(context.channel() instanceof SocketChannel channel)) {
        context.close(promise);
        return;
      }
      lingers = true;
      channel.config().setAutoRead(true);
      channel.shutdownOutput();
      stop();
      begin(context, LINGER_MS);
      channel.closeFuture().addListener(closed -> promise.trySuccess());
    }

    /** The decoder is there when it is known which protocol is spoken: with TLS, late. */
    private void look(ChannelHandlerContext context) {
      if (looks) {
        return;
      }
      ChannelHandlerContext decoder = context.pipeline().context(HttpRequestDecoder.class);
      if (decoder != null) {
        context.pipeline().addAfter(decoder.name(), null, heads);
        looks = true;
      } else if (context.pipeline().context(Http2ConnectionHandler.class) != null) {
        stop();
        context.pipeline().remove(this);
        looks = true;
      }
    }

    private void begin(ChannelHandlerContext context, long millis) {
      end = context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
    }

    private void stop() {
      if (end != null) {
        end.cancel(false);
        end = null;
      }
    }
  }

  /** Sees the requests that they are. */
  private static final class Heads extends ChannelInboundHandlerAdapter {
    private long count;
    private boolean inBody;
    private boolean broken;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        count++;
        inBody = true;
        broken = request.decoderResult().isFailure();
      }
      if (message instanceof LastHttpContent) {
        inBody = false;
      }
      // Before the answer to an earlier request nobody may come: Vert.x sees to that.
      if (broken && count == 1 && message instanceof HttpRequest request) {
        refuse(context, request.decoderResult().cause());
        ReferenceCountUtil.release(message);
      } else {
        context.fireChannelRead(message);
      }
    }

    private static void refuse(ChannelHandlerContext context, Throwable cause) {
      HttpResponseStatus status =
          switch (cause) {
            case TooLongHttpLineException line -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException headers ->
                HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            default -> HttpResponseStatus.BAD_REQUEST;
          };
      String answer = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      context
          .writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
